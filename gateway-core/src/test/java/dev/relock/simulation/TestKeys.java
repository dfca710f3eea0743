package dev.relock.simulation;

import dev.relock.protocol.GatewayKeys;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A realm's keys that can rotate. */
public final class TestKeys implements GatewayKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, byte[]> secrets = new LinkedHashMap<>();
    private Ed25519PrivateKeyParameters signing;
    private int generation;
    private String secretId;

    public TestKeys() {
        rotate();
    }

    /** New signing and AES keys; the old AES key still opens. */
    public void rotate() {
        generation++;
        signing = new Ed25519PrivateKeyParameters(RANDOM);
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        secretId = "aes-" + generation;
        secrets.put(secretId, secret);
    }

    /** The realm has deleted its old AES keys. */
    public void forgetOld() {
        secrets.keySet().removeIf(id -> !id.equals(secretId));
    }

    @Override
    public String kid() {
        return "ed-" + generation;
    }

    @Override
    public byte[] publicKey() {
        return signing.generatePublicKey().getEncoded();
    }

    @Override
    public byte[] sign(byte[] labelled) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        signing.sign(Ed25519.Algorithm.Ed25519, null, labelled, 0, labelled.length, signature, 0);
        return signature;
    }

    @Override
    public String secretId() {
        return secretId;
    }

    @Override
    public Optional<byte[]> secret(String id) {
        return Optional.ofNullable(secrets.get(id));
    }
}
