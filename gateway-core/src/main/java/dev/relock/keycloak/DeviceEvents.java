package dev.relock.keycloak;

import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;

/** What befalls a device, told as events of its own. docs/events.md lists them. */
interface DeviceEvents {
    String COLLISION = "collision";
    String CAP = "cap";
    String CLEARED = "cleared";
    String FORGOTTEN = "forgotten";
    String DISABLED = "disabled";
    String EXPIRED = "expired";

    /**
     * The user owns the device now, or has renewed it.
     *
     * @param former assurance of what was renewed
     */
    void bound(UserModel user, DeviceId device, Assurance assurance, Optional<Assurance> former);

    /** The user was mailed the link that makes the device trusted. */
    void linkSent(UserModel user, DeviceId device);

    /**
     * The user's trust in the device has ended.
     *
     * @param sessions ids of the Keycloak sessions that have ended with it
     */
    void suspended(UserModel user, OwnerBinding binding, String reason, List<String> sessions);

    /** The user's trust in the device is back. */
    void restored(UserModel user, OwnerBinding binding, String reason);

    /** The user owns the device no more. */
    void removed(UserModel user, OwnerBinding binding, String reason);

    /** The device has as many owners as it may; one more is not bound. */
    void notBound(UserModel user, DeviceId device);

    /** A proof that was good came again. */
    void replayed(DeviceId device);

    /**
     * Somebody has sent, under the device's key, what the device had left behind, and did not answer for it.
     *
     * @param address where that came from
     * @param seenAt when, seconds since 1970
     */
    void staleProofSeen(UserModel user, DeviceId device, String address, long seenAt);
}
