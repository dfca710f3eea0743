package dev.relock.handshake;

import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.EpochRef;
import dev.relock.device.Ratchet;
import dev.relock.device.Ratchet.Fit;
import dev.relock.epoch.Epoch;
import dev.relock.epoch.ReplayWindow;
import dev.relock.message.ExchangeMessage;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.GatewayKeys;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Root;
import dev.relock.store.Store;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Set;

/** Opens the epoch of a step, and closes those that it makes superfluous. */
final class EpochOpener {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 16;

    private final String issuer;
    private final Store<Epoch> epochs;
    private final GatewayKeys keys;
    private final int maxEpochs;

    /** @param maxEpochs open epochs of one device; the oldest gives way */
    EpochOpener(String issuer, Store<Epoch> epochs, GatewayKeys keys, int maxEpochs) {
        this.issuer = issuer;
        this.epochs = epochs;
        this.keys = keys;
        this.maxEpochs = maxEpochs;
    }

    boolean isFull() {
        return epochs.isFull();
    }

    /**
     * Puts a new epoch before the device's entry names it: a collision that ends the device in between makes the
     * compare-and-set fail, and the epoch goes again.
     */
    Opening open(ExchangeRequest request, DeviceState from, Fit fit) throws MalformedException {
        ExchangeMessage message = request.message();
        DeviceIdentity identity = request.identity();
        Ratchet ratchet = from.ratchet();
        byte[] answerMacKey = fit == Fit.REPEATS
                ? ratchet.last().macKey()
                : Root.of(ratchet.root()).macKey();
        Ratchet next = fit == Fit.REPEATS
                ? ratchet
                : ratchet.step(message, issuer, identity.origin(), identity.id(), keys.kid());
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] pageKey = message.pageKey().bytes();
        while (true) {
            byte[] id = Epoch.newId();
            byte[] key = Root.of(next.root()).epochKey(nonce, id, pageKey, identity.origin());
            Epoch epoch = new Epoch(
                    1,
                    Encoding.hex(id),
                    identity,
                    from.session(),
                    message.tab(),
                    pageKey,
                    key,
                    request.now(),
                    request.now(),
                    ReplayWindow.empty(),
                    0);
            if (epochs.putIfAbsent(epoch.id(), epoch)) {
                DeviceState state = from.withRatchet(next, request.network())
                        .withEpoch(new EpochRef(epoch.id(), request.now()), maxEpochs);
                return new Opening(state, epoch, nonce, answerMacKey);
            }
        }
    }

    /** For a step that lost its race. */
    void close(Opening opening) {
        epochs.remove(opening.epoch().id());
    }

    /** What the device's entry named before the step and does not name any more. */
    void closeDropped(DeviceState before, Opening opening) {
        Set<EpochRef> dropped = new LinkedHashSet<>(before.epochs());
        opening.next().epochs().forEach(dropped::remove);
        dropped.forEach(epoch -> epochs.remove(epoch.id()));
    }

    /** Those of a device that has ended. */
    void closeAll(DeviceState ended) {
        ended.epochs().forEach(epoch -> epochs.remove(epoch.id()));
    }
}
