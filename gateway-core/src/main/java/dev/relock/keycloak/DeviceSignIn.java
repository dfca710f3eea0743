package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.device.SignedIn;
import dev.relock.gateway.ApplicationDevice;
import dev.relock.gateway.SignInRequest;
import dev.relock.owner.Assurance;
import dev.relock.protocol.Origin;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.keycloak.common.Profile;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager.BearerTokenAuthenticator;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

/** Finds out who signs in on a device session, and how sure that is. */
final class DeviceSignIn {
    private static final int MAX_ASSERTED_LENGTH = 255;
    private static final String DPOP = "DPoP ";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RealmOrigins origins;
    private final RealmSettings settings;

    DeviceSignIn(KeycloakSession session, RealmModel realm, RealmOrigins origins, RealmSettings settings) {
        this.session = session;
        this.realm = realm;
        this.origins = origins;
        this.settings = settings;
    }

    /**
     * Who it is.
     *
     * @param user the verified user, empty when an application merely says so
     * @param application whose tokens belong to the device from now on, where one of them named the user
     */
    record Identified(Optional<UserModel> user, SignedIn signedIn, Optional<ApplicationDevice> application) {}

    /** Empty when nothing proves the user, or the named user is another one. */
    Optional<Identified> identify(DeviceEvidence evidence, SignInRequest request) {
        if (request.bearer().isPresent()) {
            return byBearerToken(evidence, request.bearer().get()).filter(found -> isNamed(found, request.user()));
        }
        if (request.cookieMayCount() && isKeycloaksOwnPage(evidence, request)) {
            Optional<Identified> bySession = bySsoCookie();
            if (bySession.isPresent()) {
                return bySession.filter(found -> isNamed(found, request.user()));
            }
        }
        return mayAssert(evidence, request) ? byAssertion(request.user()) : Optional.empty();
    }

    private static boolean isNamed(Identified found, String named) {
        UserModel user = found.user().orElseThrow();
        return named.isEmpty() || named.equals(user.getId()) || named.equals(user.getUsername());
    }

    /**
     * A token that is bound to a key (RFC 9449) has come with a proof by that key, which Keycloak has verified. One that is
     * bound to a certificate is not taken: who may be before us has ended that connection.
     */
    private Optional<Identified> byBearerToken(DeviceEvidence evidence, String token) {
        AuthResult result = new BearerTokenAuthenticator(session)
                .setRealm(realm)
                .setUriInfo(session.getContext().getUri())
                .setConnection(session.getContext().getConnection())
                .setHeaders(session.getContext().getHttpRequest().getHttpHeaders())
                .setTokenString(token)
                .authenticate();
        if (result == null
                || result.session() == null
                || !isShownByItsHolder(result.token())
                || !origins.belongsTo(result.client(), evidence.origin())) {
            return Optional.empty();
        }
        Optional<ApplicationDevice> application = Optional.ofNullable(result.session()
                        .getAuthenticatedClientSessionByClient(result.client().getId()))
                .map(ApplicationDevice::of);
        if (application
                .filter(known -> !known.mayUse(evidence.device().value()))
                .isPresent()) {
            return Optional.empty();
        }
        return verified(result).map(found -> new Identified(found.user(), found.signedIn(), application));
    }

    private boolean isShownByItsHolder(AccessToken token) {
        AccessToken.Confirmation bound = token.getConfirmation();
        if (bound == null) {
            return true;
        }
        String authorization =
                session.getContext().getHttpRequest().getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION);
        return bound.getCertThumbprint() == null
                && Profile.isFeatureEnabled(Profile.Feature.DPOP)
                && authorization.regionMatches(true, 0, DPOP, 0, DPOP.length());
    }

    private static boolean isKeycloaksOwnPage(DeviceEvidence evidence, SignInRequest request) {
        Optional<Origin> origin = request.origin();
        return evidence.keycloakOrigin()
                && origin.filter(evidence.origin()::equals).isPresent();
    }

    private Optional<Identified> bySsoCookie() {
        return Optional.ofNullable(AuthenticationManager.authenticateIdentityCookie(session, realm, true))
                .flatMap(this::verified);
    }

    /** A session begun by impersonation or by a service account signs nobody in on a device. */
    private Optional<Identified> verified(AuthResult result) {
        UserModel user = result.user();
        UserSessionModel userSession = result.session();
        if (user == null
                || userSession == null
                || !user.isEnabled()
                || user.getServiceAccountClientLink() != null
                || userSession.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null) {
            return Optional.empty();
        }
        return Optional.of(new Identified(
                Optional.of(user),
                new SignedIn(user.getId(), userSession.getId(), Assurance.AUTHENTICATED.id()),
                Optional.empty()));
    }

    /** A confidential client speaks for itself; of pages the realm says which are believed. */
    private boolean mayAssert(DeviceEvidence evidence, SignInRequest request) {
        return !evidence.keycloakOrigin()
                && (request.client().isPresent() || settings.assertedOrigins().contains(evidence.origin()));
    }

    /** Kept as the application says it, and never looked up: it counts for nothing in Keycloak. */
    private static Optional<Identified> byAssertion(String user) {
        if (user.isEmpty() || user.length() > MAX_ASSERTED_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(
                new Identified(Optional.empty(), new SignedIn(user, "", Assurance.ASSERTED.id()), Optional.empty()));
    }
}
