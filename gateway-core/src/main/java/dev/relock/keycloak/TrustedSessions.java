package dev.relock.keycloak;

import dev.relock.gateway.RelockGateway;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
     * @return ids of those that have ended
     */
    List<String> end(UserModel user, String deviceId, Optional<String> kept) {
        return end(user, deviceId, Set.of(RelockGateway.SESSION_NOTE), kept);
    }

    /** Ends also the session in which the device became the user's: somebody else may have made it so. */
    void endWithTheFirst(UserModel user, String deviceId) {
        end(user, deviceId, Set.of(RelockGateway.SESSION_NOTE, RelockGateway.BOUND_NOTE), Optional.empty());
    }

    private List<String> end(UserModel user, String deviceId, Set<String> notes, Optional<String> kept) {
        List<UserSessionModel> online =
                naming(deviceId, notes, session.sessions().getUserSessionsStream(realm, user)).stream()
                        .filter(found -> !kept.equals(Optional.of(found.getId())))
                        .toList();
        List<UserSessionModel> offline =
                naming(deviceId, notes, session.sessions().getOfflineUserSessionsStream(realm, user));
        // Before they end, for then they may have no id any more.
        List<String> ids = Stream.concat(online.stream(), offline.stream())
                .map(UserSessionModel::getId)
                .distinct()
                .toList();
        online.forEach(found -> AuthenticationManager.backchannelLogout(session, found, true));
        offline.forEach(new UserSessionManager(session)::revokeOfflineUserSession);
        return ids;
    }

    private static List<UserSessionModel> naming(
            String deviceId, Set<String> notes, Stream<UserSessionModel> sessions) {
        return sessions.filter(found -> notes.stream().map(found::getNote).anyMatch(deviceId::equals))
                .toList();
    }
}
