package dev.relock.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.util.BigIntegers;

/** The public half of a device key, vetted: Ed25519, or P-256 where the browser has no Ed25519. */
public sealed interface DeviceKey {

    /** Checks a signature of 64 bytes over {@code message}. */
    boolean verify(byte[] message, byte[] signature);

    /** The JWK with its required members only, in the order of RFC 7638. */
    String canonicalJwk();

    default DeviceId id() {
        return DeviceId.ofThumbprint(Hash.sha256(canonicalJwk().getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads and vets a JWK; its algorithm is part of its identity, so it cannot be switched later. */
    static DeviceKey parse(JsonNode jwk) throws MalformedException {
        if (!jwk.isObject() || jwk.has("d")) {
            throw new MalformedException("jwk is not a public key");
        }
        String curve = StrictJson.string(jwk, "kty", 8) + "/" + StrictJson.string(jwk, "crv", 16);
        byte[] x = Encoding.fromBase64Url("jwk.x", StrictJson.string(jwk, "x", 64), Ed25519Key.BYTES);
        return switch (curve) {
            case "OKP/Ed25519" -> new Ed25519Device(Ed25519Key.vet(x));
            case "EC/P-256" -> {
                byte[] y = Encoding.fromBase64Url("jwk.y", StrictJson.string(jwk, "y", 64), P256.COORDINATE_BYTES);
                yield new P256Device(P256.vet(x, y));
            }
            default -> throw new MalformedException("jwk is neither Ed25519 nor P-256");
        };
    }

    record Ed25519Device(Ed25519Key key) implements DeviceKey {
        @Override
        public boolean verify(byte[] message, byte[] signature) {
            return key.verify(message, signature);
        }

        @Override
        public String canonicalJwk() {
            return "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + Encoding.base64Url(key.bytes()) + "\"}";
        }
    }

    record P256Device(ECPublicKeyParameters key) implements DeviceKey {
        private static final int SCALAR_BYTES = 32;

        /** ECDSA with SHA-256 over {@code r ‖ s}; high and low {@code s} count, as WebCrypto makes both. */
        @Override
        public boolean verify(byte[] message, byte[] signature) {
            if (signature.length != 2 * SCALAR_BYTES) {
                return false;
            }
            BigInteger r = BigIntegers.fromUnsignedByteArray(signature, 0, SCALAR_BYTES);
            BigInteger s = BigIntegers.fromUnsignedByteArray(signature, SCALAR_BYTES, SCALAR_BYTES);
            ECDSASigner signer = new ECDSASigner();
            signer.init(false, key);
            return signer.verifySignature(Hash.sha256(message), r, s);
        }

        @Override
        public String canonicalJwk() {
            byte[] point = key.getQ().getEncoded(false);
            return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + coordinate(point, 1) + "\",\"y\":\""
                    + coordinate(point, 1 + P256.COORDINATE_BYTES) + "\"}";
        }

        private static String coordinate(byte[] point, int from) {
            return Encoding.base64Url(Arrays.copyOfRange(point, from, from + P256.COORDINATE_BYTES));
        }
    }
}
