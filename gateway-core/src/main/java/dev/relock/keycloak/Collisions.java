package dev.relock.keycloak;

import dev.relock.device.DeviceState;
import dev.relock.gateway.RelockGateway;
import dev.relock.handshake.Handshake;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

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
        new OpenedSessions(session, realm, user).end(device.identity().device(), Set.of(RelockGateway.SESSION_NOTE));
        CollisionNotice.prepare(session, realm);
        new OwnerMail(session, realm).deviceSuspended(user, suspended.get());
        new EventBuilder(realm, session, session.getContext().getConnection())
                .event(EventType.UPDATE_CREDENTIAL)
                .user(user)
                .detail(Details.CREDENTIAL_TYPE, RelockDeviceCredential.TYPE)
                .detail("relock_event", "device_suspended")
                .detail("relock_reason", Handshake.COLLISION)
                .detail("relock_device_id", device.identity().device())
                .success();
    }
}
