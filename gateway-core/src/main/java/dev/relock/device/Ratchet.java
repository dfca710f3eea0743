package dev.relock.device;

import dev.relock.message.ExchangeMessage;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.protocol.Root;
import dev.relock.protocol.StepKeyAgreement;
import java.security.SecureRandom;
import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;

/**
 * Where a device's chain of roots stands. Pure: decides what fits and makes the next state.
 *
 * @param lineage names the unbroken chain, 8 random bytes in hex
 * @param version of the current root
 * @param root the current root, 32 bytes
 * @param last the step that made it, or null before the first
 */
@Proto
public record Ratchet(
        @ProtoField(1) String lineage,
        @ProtoField(value = 2, defaultValue = "0") long version,
        @ProtoField(3) byte[] root,
        @ProtoField(4) LastStep last) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LINEAGE_BYTES = 8;

    /** How a message relates to the recorded chain. */
    public enum Fit {
        /** It builds on the current root. */
        CONTINUES,
        /** It asks again for the step that made the current root. */
        REPEATS,
        /** Neither. */
        NOT
    }

    /** A new chain, before its first step. */
    public static Ratchet start() {
        byte[] lineage = new byte[LINEAGE_BYTES];
        RANDOM.nextBytes(lineage);
        return new Ratchet(Encoding.hex(lineage), 0, Root.zero().secret(), null);
    }

    /** Compares the whole message with the current and the last root; the root decides, the version is a label. */
    public Fit fit(ExchangeMessage message) {
        Root current = Root.of(root);
        if (message.n() == version
                && Hash.same(message.rootId(), current.id())
                && message.isMacedUnder(current.macKey())) {
            return Fit.CONTINUES;
        }
        if (last != null
                && message.n() == version - 1
                && Hash.same(message.rootId(), last.rootId())
                && Hash.same(message.clientKey(), last.clientKey())
                && message.isMacedUnder(last.macKey())) {
            return Fit.REPEATS;
        }
        return Fit.NOT;
    }

    /** The chain after the step that {@code message} asks for; it must {@linkplain Fit#CONTINUES continue}. */
    public Ratchet step(ExchangeMessage message, String issuer, Origin origin, DeviceId device, String kid)
            throws MalformedException {
        if (last != null && last.clientKey().length != message.clientKey().length) {
            throw new MalformedException("key is of another kind than this device's");
        }
        StepKeyAgreement agreement = StepKeyAgreement.with(message.clientKey());
        Root current = Root.of(root);
        Root next = current.next(
                new Root.Step(issuer, origin, device, version, message.clientKey(), agreement.publicKey(), kid),
                agreement.secret());
        return new Ratchet(
                lineage,
                version + 1,
                next.secret(),
                new LastStep(current.id(), current.macKey(), message.clientKey(), agreement.publicKey(), kid));
    }
}
