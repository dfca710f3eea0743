package dev.relock.benchmarks.core;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Ed25519 by OpenSSL's libcrypto, called in this process. The context is set up once, as {@code openssl speed} does. */
final class OpenSsl {
    private static final int EVP_PKEY_ED25519 = 1087;

    static {
        Native.register(OpenSsl.class, "crypto");
    }

    private final Pointer context;

    /** @param publicKey 32 bytes */
    OpenSsl(byte[] publicKey) {
        Pointer key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, null, publicKey, publicKey.length);
        context = EVP_MD_CTX_new();
        if (key == null || context == null || EVP_DigestVerifyInit(context, null, null, null, key) != 1) {
            throw new IllegalStateException("OpenSSL takes no Ed25519 key");
        }
    }

    boolean verify(byte[] message, byte[] signature) {
        return EVP_DigestVerify(context, signature, signature.length, message, message.length) == 1;
    }

    static String version() {
        return OpenSSL_version(0);
    }

    @SuppressWarnings("MemberName")
    private static native Pointer EVP_PKEY_new_raw_public_key(int type, Pointer engine, byte[] key, long length);

    @SuppressWarnings("MemberName")
    private static native Pointer EVP_MD_CTX_new();

    @SuppressWarnings("MemberName")
    private static native int EVP_DigestVerifyInit(
            Pointer context, Pointer keyContext, Pointer digest, Pointer engine, Pointer key);

    @SuppressWarnings("MemberName")
    private static native int EVP_DigestVerify(
            Pointer context, byte[] signature, long signatureLength, byte[] message, long messageLength);

    @SuppressWarnings("MemberName")
    private static native String OpenSSL_version(int what);
}
