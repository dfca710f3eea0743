package dev.relock.handshake;

import dev.relock.device.DeviceState;

/** What Keycloak knows of a device beyond its state. */
public interface DeviceFacts {
    /** Somebody's binding to this device exists and counts. */
    boolean owned(DeviceState state);

    /** A live sign-in is tied to this device session. */
    boolean authenticated(DeviceState state);
}
