package dev.relock.keycloak;

import dev.relock.device.DeviceState;
import dev.relock.handshake.Handshake;
import dev.relock.owner.OwnerBinding;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What follows when a device has turned up twice: its owners stop trusting it, in the database and in this request. */
final class Collisions {
    private static final Logger LOG = Logger.getLogger("relock");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final DeviceEvents events;

    Collisions(KeycloakSession session, RealmModel realm, DeviceEvents events) {
        this.session = session;
        this.realm = realm;
        this.events = events;
    }

    /** Suspends what the owners of a device have bound, which has just turned up twice. */
    void punish(DeviceState device, Collection<String> owners) {
        LOG.warnf(
                "Realm %s: a device has turned up twice; its %d owners meet the second factor again",
                realm.getName(), owners.size());
        suspendAll(device, owners);
    }

    /**
     * Makes up for a suspension that was lost: the tombstone of a collision is set before the transaction that suspends
     * commits, and that may fail. Does nothing where all is as it should be.
     */
    void ensureSuspended(DeviceState tombstone) {
        if (tombstone.ended().equals(Handshake.COLLISION)) {
            suspendAll(tombstone, tombstone.owners());
        }
    }

    /** The same for a user who became an owner while the tombstone was set, and may not be named in it. */
    void ensureSuspended(DeviceState tombstone, String userId) {
        if (tombstone.ended().equals(Handshake.COLLISION)) {
            suspendAll(tombstone, Set.of(userId));
        }
    }

    private void suspendAll(DeviceState device, Collection<String> owners) {
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
        List<String> ended =
                new TrustedSessions(session, realm).end(user, device.identity().device(), Optional.empty());
        CollisionNotice.prepare(session, realm);
        new OwnerMail(session, realm).deviceSuspended(user, suspended.get());
        events.suspended(user, suspended.get(), DeviceEvents.COLLISION, ended);
    }
}
