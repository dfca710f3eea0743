package dev.relock.protocol;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.util.BigIntegers;

/**
 * The gateway's side of one key agreement: a fresh key pair of the client's kind, and what both sides now share.
 *
 * @param publicKey the gateway's step key: 32 bytes (X25519) or 65 bytes (P-256, uncompressed)
 * @param secret the shared secret, 32 bytes
 */
public record StepKeyAgreement(byte[] publicKey, byte[] secret) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Agrees with a client's step key; refuses keys that are malformed or give a trivial secret. */
    public static StepKeyAgreement with(byte[] clientKey) throws MalformedException {
        return switch (clientKey.length) {
            case X25519.POINT_SIZE -> x25519(clientKey);
            case P256.POINT_BYTES -> p256(clientKey);
            default -> throw new MalformedException("key must have 32 or 65 bytes");
        };
    }

    private static StepKeyAgreement x25519(byte[] clientKey) throws MalformedException {
        byte[] privateKey = new byte[X25519.SCALAR_SIZE];
        byte[] publicKey = new byte[X25519.POINT_SIZE];
        byte[] secret = new byte[X25519.POINT_SIZE];
        X25519.generatePrivateKey(RANDOM, privateKey);
        X25519.generatePublicKey(privateKey, 0, publicKey, 0);
        if (!isCanonical(clientKey) || !X25519.calculateAgreement(privateKey, 0, clientKey, 0, secret, 0)) {
            throw new MalformedException("key is not a valid X25519 public key");
        }
        return new StepKeyAgreement(publicKey, secret);
    }

    /** A canonical u-coordinate is below 2^255 - 19. */
    private static boolean isCanonical(byte[] u) {
        if ((u[31] & 0xff) < 0x7f) {
            return true;
        }
        if ((u[31] & 0xff) > 0x7f) {
            return false;
        }
        for (int i = 30; i > 0; i--) {
            if ((u[i] & 0xff) != 0xff) {
                return true;
            }
        }
        return (u[0] & 0xff) < 0xed;
    }

    private static StepKeyAgreement p256(byte[] clientKey) throws MalformedException {
        if (clientKey[0] != 0x04) {
            throw new MalformedException("key is not an uncompressed P-256 point");
        }
        ECPublicKeyParameters client =
                P256.vet(Arrays.copyOfRange(clientKey, 1, 33), Arrays.copyOfRange(clientKey, 33, P256.POINT_BYTES));
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(P256.DOMAIN, RANDOM));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(pair.getPrivate());
        return new StepKeyAgreement(
                ((ECPublicKeyParameters) pair.getPublic()).getQ().getEncoded(false),
                BigIntegers.asUnsignedByteArray(P256.COORDINATE_BYTES, agreement.calculateAgreement(client)));
    }
}
