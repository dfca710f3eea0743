package dev.relock.protocol;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private Ed25519 key. BouncyCastle's low-level code signs many times as fast as the JDK's, in constant time as well. */
public final class Ed25519SigningKey {
    private final byte[] seed;
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];

    private Ed25519SigningKey(byte[] seed) {
        this.seed = seed;
        // Never taken from elsewhere: a signature with another public key in its hash would tell the private one.
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    }

    /**
     * A key as RFC 8032 section 5.1.5 has it.
     *
     * @param seed 32 bytes
     */
    public static Ed25519SigningKey ofSeed(byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
        }
        return new Ed25519SigningKey(seed.clone());
    }

    /** RFC 8032 section 5.1.6: 64 bytes. */
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** 32 bytes. */
    public byte[] publicKey() {
        return publicKey.clone();
    }
}
