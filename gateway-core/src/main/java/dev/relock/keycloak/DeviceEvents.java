package dev.relock.keycloak;

import org.keycloak.models.UserModel;

/** What befalls a device outside of a login, told as events of its owner. docs/configuration.md lists them. */
interface DeviceEvents {
    /** The user's trust in the device has ended. */
    void suspended(UserModel user, String deviceId, String reason);

    /** The device has as many owners as it may; one more is not bound. */
    void notBound(UserModel user, String deviceId);

    /**
     * Somebody has sent, under the device's key, what the device had left behind, and did not answer for it.
     *
     * @param address where that came from
     * @param seenAt when, seconds since 1970
     */
    void staleProofSeen(UserModel user, String deviceId, String address, long seenAt);
}
