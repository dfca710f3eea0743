package dev.relock.device;

import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Origin;
import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;

/**
 * Who a device is; never changes.
 *
 * @param realmId Keycloak's id of the realm
 * @param device thumbprint of the public key
 * @param publicKey the canonical JWK
 * @param issuer the realm's issuer when the device enrolled
 * @param originValue the web origin whose key it is
 */
@Proto
public record DeviceIdentity(
        @ProtoField(1) String realmId,
        @ProtoField(2) String device,
        @ProtoField(3) String publicKey,
        @ProtoField(4) String issuer,
        @ProtoField(5) String originValue) {

    public DeviceIdentity {
        // The same for all devices of a realm, or of an application: kept once, however many devices there are.
        realmId = realmId.intern();
        issuer = issuer.intern();
        originValue = originValue.intern();
    }

    public DeviceId id() {
        return new DeviceId(device);
    }

    public Origin origin() {
        return new Origin(originValue);
    }

    /** Key of the device's entry in the caches. */
    public String key() {
        return key(realmId, id());
    }

    public static String key(String realmId, DeviceId device) {
        return keysOf(realmId) + device.value();
    }

    /** What the keys of all devices of a realm begin with. */
    public static String keysOf(String realmId) {
        return realmId + ":";
    }
}
