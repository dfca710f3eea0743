package dev.relock.keycloak;

import dev.relock.device.DeviceState;
import dev.relock.gateway.Failure;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;

/**
 * Looks at a device once more when a binding to it has been written and committed. A collision sets its tombstone first and
 * suspends the bindings then; whichever of the two comes last sees the other, so that no binding outlives a collision.
 */
final class CollisionWatch extends AbstractKeycloakTransaction {
    private static final Logger LOG = Logger.getLogger("relock");

    private final RealmContext realm;
    private final String key;
    private final String userId;

    private CollisionWatch(RealmContext realm, String key, String userId) {
        this.realm = realm;
        this.key = key;
        this.userId = userId;
    }

    /**
     * Watches over a write of this transaction.
     *
     * @param key of the device's entry
     * @param userId the owner whose binding is written
     */
    static void afterCommit(RealmContext realm, String key, String userId) {
        realm.session().getTransactionManager().enlistAfterCompletion(new CollisionWatch(realm, key, userId));
    }

    @Override
    protected void commitImpl() {
        try {
            Optional<DeviceState> device = realm.devices().get(key);
            if (device.filter(DeviceState::hasEnded).isPresent()) {
                realm.newTransaction().run(session -> realm.collisions(session).ensureSuspended(device.get(), userId));
            }
        } catch (RuntimeException e) {
            // What was asked for has been done and must be answered so; the device's next contact makes up for this.
            LOG.errorf("A device could not be looked at again: %s", Failure.of(e));
        }
    }

    @Override
    protected void rollbackImpl() {
        // Then nothing was written.
    }
}
