package dev.relock.flow.factor;

import dev.relock.owner.RelockDeviceCredential;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
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
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/** Whether the user has passed a second factor in this very authentication session. */
public final class SecondFactor {
    /**
     * Keycloak's own authenticators also tell which credential they have checked. {@code auth-conditional-otp-form}
     * succeeds without checking any where its rules say so; that is no second factor.
     */
    private static final Set<String> REPORTED = Set.of(
            OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR, RecoveryAuthnCodesCredentialModel.TYPE);

    private SecondFactor() {}

    public static boolean isPassed(KeycloakSession session, AuthenticationSessionModel login) {
        return isPassed(
                succeededCategories(session, login),
                twoFactorTypes(session, login),
                AuthenticatorUtil.getAuthnCredentials(login));
    }

    /**
     * @param succeeded reference categories of the executions that succeeded
     * @param twoFactor credential types that are second factors
     * @param checked credential types that authenticators reported to have checked
     */
    static boolean isPassed(Set<String> succeeded, Set<String> twoFactor, Collection<String> checked) {
        return succeeded.stream()
                .filter(twoFactor::contains)
                .filter(category -> !category.equals(RelockDeviceCredential.TYPE))
                .anyMatch(category -> !REPORTED.contains(category) || checked.contains(category));
    }

    private static Set<String> succeededCategories(KeycloakSession session, AuthenticationSessionModel login) {
        return login.getExecutionStatus().entrySet().stream()
                .filter(execution -> execution.getValue() == ExecutionStatus.SUCCESS)
                .map(Map.Entry::getKey)
                .map(login.getRealm()::getAuthenticationExecutionById)
                .filter(Objects::nonNull)
                .map(execution -> category(session, execution))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static String category(KeycloakSession session, AuthenticationExecutionModel execution) {
        return !execution.isAuthenticatorFlow()
                        && session.getKeycloakSessionFactory()
                                        .getProviderFactory(Authenticator.class, execution.getAuthenticator())
                                instanceof AuthenticatorFactory factory
                ? factory.getReferenceCategory()
                : null;
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
