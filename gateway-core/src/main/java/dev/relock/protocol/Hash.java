package dev.relock.protocol;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-2, HMAC and HKDF (RFC 2104, RFC 5869), with keys and results as bytes. */
public final class Hash {
    /** Kept for each thread: to make one takes more memory than all that is done with it, and each request needs three. */
    private static final ThreadLocal<Mac> HMAC_SHA256 = ThreadLocal.withInitial(() -> mac("HmacSHA256"));

    private static final ThreadLocal<Mac> HMAC_SHA512 = ThreadLocal.withInitial(() -> mac("HmacSHA512"));
    private static final int SHA256_BYTES = 32;

    private Hash() {}

    public static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    public static byte[] sha512(byte[] bytes) {
        return digest("SHA-512", bytes);
    }

    public static byte[] hmacSha256(byte[] key, byte[] message) {
        return hmac(HMAC_SHA256.get(), key, message);
    }

    public static byte[] hmacSha512(byte[] key, byte[] message) {
        return hmac(HMAC_SHA512.get(), key, message);
    }

    /** HKDF-Extract and HKDF-Expand with SHA-256. An empty salt counts as 32 zero bytes, as RFC 5869 says. */
    public static byte[] hkdf(byte[] salt, byte[] inputKey, byte[] info, int length) {
        return expand(hmacSha256(salt.length == 0 ? new byte[SHA256_BYTES] : salt, inputKey), info, length);
    }

    /** HKDF-Expand with SHA-256. */
    public static byte[] expand(byte[] key, byte[] info, int length) {
        if (length > 255 * SHA256_BYTES) {
            throw new IllegalArgumentException("HKDF gives at most 8160 bytes");
        }
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, counter = 1; done < length; counter++) {
            byte[] input = new byte[block.length + info.length + 1];
            System.arraycopy(block, 0, input, 0, block.length);
            System.arraycopy(info, 0, input, block.length, info.length);
            input[input.length - 1] = (byte) counter;
            block = hmacSha256(key, input);
            int take = Math.min(block.length, length - done);
            System.arraycopy(block, 0, out, done, take);
            done += take;
        }
        return out;
    }

    /** Compares without telling, by its time, where two secrets differ. */
    public static boolean same(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac(String algorithm) {
        try {
            return Mac.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(Mac mac, byte[] key, byte[] message) {
        try {
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
