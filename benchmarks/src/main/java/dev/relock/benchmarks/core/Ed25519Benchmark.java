package dev.relock.benchmarks.core;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Nothing but the verification of an Ed25519 signature over 32 bytes, by those who could do it. */
@State(Scope.Benchmark)
public class Ed25519Benchmark {
    private static final int MESSAGES = 1024;
    private static final String SPKI_PREFIX = "302a300506032b6570032100";

    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    private final byte[][] messages = new byte[MESSAGES][32];
    private final byte[][] signatures = new byte[MESSAGES][Ed25519.SIGNATURE_SIZE];
    private PublicKey jdkKey;
    private OpenSsl openSsl;
    private int next;

    @Setup
    public void sign() throws GeneralSecurityException {
        SecureRandom random = new SecureRandom();
        byte[] secretKey = new byte[Ed25519.SECRET_KEY_SIZE];
        Ed25519.generatePrivateKey(random, secretKey);
        Ed25519.generatePublicKey(secretKey, 0, publicKey, 0);
        for (int i = 0; i < MESSAGES; i++) {
            random.nextBytes(messages[i]);
            Ed25519.sign(secretKey, 0, messages[i], 0, messages[i].length, signatures[i], 0);
        }
        openSsl = new OpenSsl(publicKey);
        byte[] encoded = HexFormat.of().parseHex(SPKI_PREFIX + HexFormat.of().formatHex(publicKey));
        jdkKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private int advance() {
        next = (next + 1) % MESSAGES;
        return next;
    }

    @Benchmark
    public void openSsl() {
        int i = advance();
        expect(openSsl.verify(messages[i], signatures[i]));
    }

    @Benchmark
    public void bouncyCastle() {
        int i = advance();
        expect(Ed25519.verify(signatures[i], 0, publicKey, 0, messages[i], 0, messages[i].length));
    }

    @Benchmark
    public void jdk() throws GeneralSecurityException {
        int i = advance();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(jdkKey);
        signature.update(messages[i]);
        expect(signature.verify(signatures[i]));
    }

    private static void expect(boolean good) {
        if (!good) {
            throw new IllegalStateException("a good signature was refused");
        }
    }
}
