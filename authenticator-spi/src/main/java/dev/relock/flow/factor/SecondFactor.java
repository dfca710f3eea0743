package dev.relock.flow.factor;

import dev.relock.owner.RelockDeviceCredential;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/** Whether the user has passed a second factor in this very authentication session. */
public final class SecondFactor {
    /** Whatever Keycloak counts as a second factor, and passkeys. */
    public static final String ANY = "any";
    /** WebAuthn and passkeys. */
    public static final String PHISHING_RESISTANT = "phishing-resistant";

    /**
     * Keycloak's own authenticators also tell which credential they have checked. {@code auth-conditional-otp-form}
     * succeeds without checking any where its rules say so; that is no second factor.
     */
    private static final Set<String> REPORTED = Set.of(
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            RecoveryAuthnCodesCredentialModel.TYPE);

    private static final Set<String> RESISTS_PHISHING =
            Set.of(WebAuthnCredentialModel.TYPE_TWOFACTOR, WebAuthnCredentialModel.TYPE_PASSWORDLESS);

    /** What no policy can call a second factor. */
    private static final Set<String> NEVER = Set.of(PasswordCredentialModel.TYPE, RelockDeviceCredential.TYPE);

    private SecondFactor() {}

    /** Whether any second factor was passed. */
    public static boolean isPassed(KeycloakSession session, AuthenticationSessionModel login) {
        return isPassed(session, login, List.of(ANY));
    }

    /**
     * Whether one of the second factors was passed that the policy names.
     *
     * @param wanted {@value #ANY}, {@value #PHISHING_RESISTANT}, or names: credential types, reference categories or provider
     *     ids of executions; one of them suffices
     */
    public static boolean isPassed(KeycloakSession session, AuthenticationSessionModel login, List<String> wanted) {
        return isPassed(
                succeeded(session, login),
                twoFactorTypes(session, login),
                AuthenticatorUtil.getAuthnCredentials(login),
                wanted);
    }

    /**
     * An execution that succeeded.
     *
     * @param provider its provider id
     * @param category its reference category, empty if it has none
     */
    record Succeeded(String provider, String category) {}

    /**
     * @param succeeded the executions that succeeded
     * @param twoFactor credential types that are second factors
     * @param checked credential types that authenticators reported to have checked
     */
    static boolean isPassed(
            Collection<Succeeded> succeeded, Set<String> twoFactor, Collection<String> checked, List<String> wanted) {
        return wanted.stream().anyMatch(want -> switch (want) {
            case ANY ->
                isPasskey(checked)
                        || succeeded.stream()
                                .anyMatch(one -> twoFactor.contains(one.category()) && isReal(one, checked));
            case PHISHING_RESISTANT ->
                isPasskey(checked)
                        || succeeded.stream()
                                .anyMatch(one -> RESISTS_PHISHING.contains(one.category()) && isReal(one, checked));
            default ->
                (want.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS) && isPasskey(checked))
                        || succeeded.stream()
                                .anyMatch(one -> (want.equals(one.category()) || want.equals(one.provider()))
                                        && isReal(one, checked));
        });
    }

    /** A passkey that verified its user is two factors in one; the password form takes it too, under its own category. */
    private static boolean isPasskey(Collection<String> checked) {
        return checked.contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS);
    }

    private static boolean isReal(Succeeded one, Collection<String> checked) {
        return !NEVER.contains(one.category())
                && (!REPORTED.contains(one.category()) || checked.contains(one.category()));
    }

    private static List<Succeeded> succeeded(KeycloakSession session, AuthenticationSessionModel login) {
        return login.getExecutionStatus().entrySet().stream()
                .filter(execution -> execution.getValue() == ExecutionStatus.SUCCESS)
                .map(Map.Entry::getKey)
                .map(login.getRealm()::getAuthenticationExecutionById)
                .filter(execution -> execution != null && !execution.isAuthenticatorFlow())
                .map(execution -> new Succeeded(execution.getAuthenticator(), category(session, execution)))
                .toList();
    }

    private static String category(KeycloakSession session, AuthenticationExecutionModel execution) {
        String category = session.getKeycloakSessionFactory()
                                .getProviderFactory(Authenticator.class, execution.getAuthenticator())
                        instanceof AuthenticatorFactory factory
                ? factory.getReferenceCategory()
                : null;
        return category == null ? "" : category;
    }

    private static Set<String> twoFactorTypes(KeycloakSession session, AuthenticationSessionModel login) {
        CredentialTypeMetadataContext about = CredentialTypeMetadataContext.builder()
                .user(login.getAuthenticatedUser())
                .build(session);
        return AuthenticatorUtil.getCredentialProviders(session)
                .map(provider -> provider.getCredentialTypeMetadata(about))
                .filter(type -> type.getCategory() == CredentialTypeMetadata.Category.TWO_FACTOR)
                .map(CredentialTypeMetadata::getType)
                .collect(Collectors.toSet());
    }
}
