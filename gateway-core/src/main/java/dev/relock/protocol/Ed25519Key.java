package dev.relock.protocol;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.ByteBuffer;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/** A vetted Ed25519 public key. The only Ed25519 verifier of the project. */
public final class Ed25519Key {
    public static final int BYTES = 32;
    public static final int SIGNATURE_BYTES = 64;

    private static final int MAX_DECODED = 10_000;
    /** Keys of pages come back with each request of theirs, and to decode one is a tenth of a verification. */
    private static final LoadingCache<ByteBuffer, Ed25519Key> DECODED = Caffeine.newBuilder()
            .maximumSize(MAX_DECODED)
            .executor(Runnable::run)
            .build(Ed25519Key::decode);

    private final byte[] bytes;
    /** The same, decoded, which costs a square root; null where the bytes are no point. */
    private final PublicPoint point;

    private Ed25519Key(byte[] bytes, PublicPoint point) {
        this.bytes = bytes;
        this.point = point;
    }

    /** Vets a key: canonical encoding, on the curve, in the prime-order subgroup and so not of small order. */
    public static Ed25519Key vet(byte[] bytes) throws MalformedException {
        PublicPoint point = bytes.length == BYTES ? Ed25519.validatePublicKeyFullExport(bytes, 0) : null;
        if (point == null) {
            throw new MalformedException("not a valid Ed25519 public key");
        }
        return new Ed25519Key(bytes.clone(), point);
    }

    /** A key that was vetted before it was stored. */
    public static Ed25519Key ofVetted(byte[] bytes) {
        Ed25519Key known = DECODED.getIfPresent(ByteBuffer.wrap(bytes));
        return known != null ? known : DECODED.get(ByteBuffer.wrap(bytes.clone()));
    }

    private static Ed25519Key decode(ByteBuffer key) {
        byte[] bytes = new byte[key.remaining()];
        key.get(0, bytes);
        return new Ed25519Key(bytes, Ed25519.validatePublicKeyPartialExport(bytes, 0));
    }

    /** RFC 8032 section 5.1.7, strict: exactly 64 bytes, canonical {@code S}. */
    public boolean verify(byte[] message, byte[] signature) {
        if (point == null || signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            return Ed25519.verify(signature, 0, point, message, 0, message.length);
        } catch (RuntimeException e) {
            // BouncyCastle's low-level code throws on some inputs that it cannot decode; such a signature is wrong.
            return false;
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
