package dev.relock.keycloak;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;

/** The Keycloak sessions that one device has to do with. */
final class OpenedSessions {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    OpenedSessions(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Ends those of the user in which one of the notes names the device. Offline sessions too: who has copied a profile
     * would ask for one, so as to stay when he is found out.
     */
    void end(String deviceId, Set<String> notes) {
        of(deviceId, notes, session.sessions().getUserSessionsStream(realm, user))
                .forEach(found -> AuthenticationManager.backchannelLogout(session, found, true));
        of(deviceId, notes, session.sessions().getOfflineUserSessionsStream(realm, user))
                .forEach(new UserSessionManager(session)::revokeOfflineUserSession);
    }

    private static List<UserSessionModel> of(String deviceId, Set<String> notes, Stream<UserSessionModel> sessions) {
        return sessions.filter(found -> notes.stream().map(found::getNote).anyMatch(deviceId::equals))
                .toList();
    }
}
