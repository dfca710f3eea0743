package dev.relock.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A root secret of the ratchet and what is derived from it (docs/protocol.md sections 2 to 4). */
public final class Root {
    public static final int BYTES = 32;
    public static final int ID_BYTES = 16;

    private static final byte[] ID = "relock/1 root-id".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MAC = "relock/1 mac".getBytes(StandardCharsets.UTF_8);

    private final byte[] secret;

    private Root(byte[] secret) {
        this.secret = secret;
    }

    /** The root before the first step, known to everybody. */
    public static Root zero() {
        return new Root(new byte[BYTES]);
    }

    public static Root of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a root has 32 bytes");
        }
        return new Root(secret.clone());
    }

    /** Names this root without telling it, 16 bytes. */
    public byte[] id() {
        return Hash.expand(secret, ID, ID_BYTES);
    }

    /** The key under which messages that build on this root are MACed, 32 bytes. */
    public byte[] macKey() {
        return Hash.expand(secret, MAC, BYTES);
    }

    /** The root that a step from this one makes. */
    public Root next(Step step, byte[] sharedSecret) {
        byte[] info = Lp.labelled("relock/1 root")
                .raw(Hash.sha256(step.transcript(this)))
                .bytes();
        return new Root(Hash.hkdf(secret, sharedSecret, info, BYTES));
    }

    /** The key of an epoch opened under this root, 32 bytes. */
    public byte[] epochKey(byte[] nonce, byte[] epochId, byte[] pageKey, Origin origin) {
        byte[] hashed = Hash.sha256(Lp.start()
                .add(nonce)
                .add(epochId)
                .add(pageKey)
                .add(origin.value())
                .bytes());
        return Hash.expand(secret, Lp.labelled("relock/1 epoch").raw(hashed).bytes(), BYTES);
    }

    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Root root && Hash.same(secret, root.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(id());
    }

    /**
     * What both sides put into a step.
     *
     * @param n version of the root it starts from
     * @param clientKey the client's step key
     * @param gatewayKey the gateway's step key
     * @param kid the gateway key that was active when the step was made
     */
    public record Step(
            String issuer, Origin origin, DeviceId device, long n, byte[] clientKey, byte[] gatewayKey, String kid) {

        byte[] transcript(Root from) {
            return Lp.start()
                    .add(Labels.STEP)
                    .add(issuer)
                    .add(origin.value())
                    .add(device.value())
                    .u64(n)
                    .add(from.id())
                    .add(clientKey)
                    .add(gatewayKey)
                    .add(kid)
                    .bytes();
        }
    }
}
