package dev.relock.handshake;

import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Hash;
import dev.relock.protocol.Labels;
import dev.relock.protocol.Lp;
import dev.relock.protocol.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A challenge needs no memory: it carries its time and a MAC that ties it to one device and to the root that the gateway
 * held when it was given (or to holding none).
 */
final class Challenge {
    /** How long it may be answered, seconds. */
    static final long LIFETIME = 60;

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Clocks of two nodes may be this far apart, seconds. */
    private static final long CLOCK_SKEW = 30;

    private static final int RANDOM_BYTES = 16;
    private static final int PREFIX_BYTES = RANDOM_BYTES + Long.BYTES;
    private static final int BYTES = PREFIX_BYTES + 32;

    private final byte[] key;
    private final byte[] bound;

    /**
     * @param secret the realm's AES key
     * @param held id of the root that the gateway holds, or what stands for holding none
     */
    Challenge(byte[] secret, String realmId, String issuer, Origin origin, DeviceId device, byte[] held) {
        this.key = Hash.hkdf(new byte[0], secret, Labels.CHALLENGE.getBytes(StandardCharsets.UTF_8), 32);
        this.bound = Lp.start()
                .add(realmId)
                .add(issuer)
                .add(origin.value())
                .add(device.value())
                .add(held)
                .bytes();
    }

    byte[] give(long now) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        byte[] prefix = Lp.start().raw(random).u64(now).bytes();
        return Lp.start().raw(prefix).raw(mac(prefix)).bytes();
    }

    boolean isGood(byte[] answered, long now) {
        if (answered.length != BYTES) {
            return false;
        }
        byte[] prefix = Arrays.copyOf(answered, PREFIX_BYTES);
        long age = now - ByteBuffer.wrap(prefix).getLong(RANDOM_BYTES);
        return Hash.same(mac(prefix), Arrays.copyOfRange(answered, PREFIX_BYTES, BYTES))
                && age >= -CLOCK_SKEW
                && age <= LIFETIME + CLOCK_SKEW;
    }

    private byte[] mac(byte[] prefix) {
        return Hash.hmacSha256(key, Lp.start().raw(bound).raw(prefix).bytes());
    }
}
