package dev.relock.keycloak;

import dev.relock.device.DeviceState;
import dev.relock.gateway.RelockGateway;
import dev.relock.handshake.Handshake;
import dev.relock.owner.OwnerBinding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;

/** What follows when a device has turned up twice: its owners stop trusting it, in the database and in this request. */
final class Collisions {
    private static final Logger LOG = Logger.getLogger("relock");

    private final KeycloakSession session;
    private final RealmModel realm;

    Collisions(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    void punish(DeviceState device, Set<String> owners) {
        LOG.warnf(
                "Realm %s: a device has turned up twice; its %d owners meet the second factor again",
                realm.getName(), owners.size());
        owners.stream()
                .map(id -> session.users().getUserById(realm, id))
                .filter(Objects::nonNull)
                .forEach(user -> suspend(user, device));
    }

    private void suspend(UserModel user, DeviceState device) {
        Optional<OwnerBinding> suspended =
                OwnerBindings.of(user).suspend(device.identity().id(), Handshake.COLLISION);
        if (suspended.isEmpty()) {
            return;
        }
        endSessions(user, device.identity().device());
        new OwnerMail(session, realm).deviceSuspended(user, suspended.get().label());
        new DeviceEvents(session, realm).suspended(user, device.identity().id(), DeviceEvents.COLLISION);
    }

    /** Offline sessions too: who has copied a profile would ask for one, so as to stay when he is found out. */
    private void endSessions(UserModel user, String deviceId) {
        openedBy(deviceId, session.sessions().getUserSessionsStream(realm, user))
                .forEach(found -> AuthenticationManager.backchannelLogout(session, found, true));
        openedBy(deviceId, session.sessions().getOfflineUserSessionsStream(realm, user))
                .forEach(new UserSessionManager(session)::revokeOfflineUserSession);
    }

    private static List<UserSessionModel> openedBy(String deviceId, Stream<UserSessionModel> sessions) {
        return sessions.filter(found -> deviceId.equals(found.getNote(RelockGateway.SESSION_NOTE)))
                .toList();
    }
}
