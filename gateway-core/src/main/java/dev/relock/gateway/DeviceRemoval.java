package dev.relock.gateway;

import java.util.Optional;
import org.keycloak.models.UserModel;

/**
 * Removes a trusted browser by the link of a mail, for an owner who need not sign in. The link's key is good for that one
 * browser of that one user and for nothing else, until it runs out or the browser is removed.
 */
public interface DeviceRemoval {
    /**
     * What a key is good for.
     *
     * @param owner whose browser it is
     * @param label what the owner knows the browser by
     */
    record Target(UserModel owner, String label) {}

    /** Empty when the key is none of ours or no longer good, whatever the reason. Changes nothing. */
    Optional<Target> find(String key);

    /**
     * Removes the browser and ends the sessions that it has opened, or in which it became trusted.
     *
     * @return what was removed, or empty as in {@link #find}
     */
    Optional<Target> remove(String key);
}
