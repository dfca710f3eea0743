package dev.relock.handshake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.LastStep;
import dev.relock.device.Ratchet;
import dev.relock.device.SignedIn;
import java.util.List;

/**
 * What the gateway hands to the browser, sealed, so that it can resume after the loss of every cache.
 *
 * @param format of this record
 * @param sealedAt seconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
@JsonIgnoreProperties(ignoreUnknown = true)
record SealedState(
        int format,
        String lineage,
        long version,
        byte[] root,
        LastStep last,
        List<String> owners,
        String session,
        SignedIn signedIn,
        String network,
        long sealedAt) {

    static SealedState of(DeviceState state, long now) {
        Ratchet ratchet = state.ratchet();
        return new SealedState(
                1,
                ratchet.lineage(),
                ratchet.version(),
                ratchet.root(),
                ratchet.last(),
                state.owners(),
                state.session(),
                state.signedIn(),
                state.network(),
                now);
    }

    Ratchet ratchet() {
        return new Ratchet(lineage, version, root, last);
    }

    /** The device as it was when this was sealed, without its epochs. */
    DeviceState resume(DeviceIdentity identity) {
        return DeviceState.resume(identity, ratchet(), owners == null ? List.of() : owners, session, signedIn, network);
    }
}
