package dev.relock.keycloak;

import dev.relock.device.DeviceStore;
import dev.relock.store.StoreUnavailableException;
import org.jboss.logging.Logger;

/** What the caches remember of a device's owners: a hint. The credential decides. */
final class RememberedOwners {
    private static final Logger LOG = Logger.getLogger("relock");

    private RememberedOwners() {}

    /**
     * Forgets an owner whose credential is gone. To take trust back must work also while the caches cannot be changed.
     *
     * @param key of the device's entry
     */
    static void forget(DeviceStore devices, String key, String userId) {
        try {
            devices.update(key, state -> state.withoutOwner(userId));
        } catch (StoreUnavailableException e) {
            LOG.warnf("A removed device is still remembered: %s", e.getMessage());
        }
    }
}
