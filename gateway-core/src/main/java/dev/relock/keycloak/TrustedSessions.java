package dev.relock.keycloak;

import dev.relock.gateway.RelockGateway;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;

/** The Keycloak sessions that a device has opened without a second factor. They end with the trust in it. */
final class TrustedSessions {
    private final KeycloakSession session;
    private final RealmModel realm;

    TrustedSessions(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /**
     * Ends them, offline sessions too: who has copied a profile would ask for one, so as to stay when he is found out.
     *
     * @param kept id of the session in which this is asked for, which stays
     */
    void end(UserModel user, String deviceId, Optional<String> kept) {
        openedBy(deviceId, session.sessions().getUserSessionsStream(realm, user)).stream()
                .filter(found -> !kept.equals(Optional.of(found.getId())))
                .forEach(found -> AuthenticationManager.backchannelLogout(session, found, true));
        openedBy(deviceId, session.sessions().getOfflineUserSessionsStream(realm, user))
                .forEach(new UserSessionManager(session)::revokeOfflineUserSession);
    }

    private static List<UserSessionModel> openedBy(String deviceId, Stream<UserSessionModel> sessions) {
        return sessions.filter(found -> deviceId.equals(found.getNote(RelockGateway.SESSION_NOTE)))
                .toList();
    }
}
