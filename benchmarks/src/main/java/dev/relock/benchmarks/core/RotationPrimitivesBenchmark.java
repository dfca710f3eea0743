package dev.relock.benchmarks.core;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The curve operations that a rotation cannot do without, and nothing else. */
@State(Scope.Benchmark)
public class RotationPrimitivesBenchmark {
    private static final int MESSAGE_BYTES = 600;

    private final SecureRandom random = new SecureRandom();
    private final byte[] secretKey = new byte[Ed25519.SECRET_KEY_SIZE];
    private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    private final byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    private final byte[] message = new byte[MESSAGE_BYTES];
    private final byte[] clientKey = new byte[X25519.POINT_SIZE];

    @Setup
    public void sign() {
        Ed25519.generatePrivateKey(random, secretKey);
        Ed25519.generatePublicKey(secretKey, 0, publicKey, 0);
        random.nextBytes(message);
        Ed25519.sign(secretKey, 0, message, 0, message.length, signature, 0);
        byte[] step = new byte[X25519.SCALAR_SIZE];
        X25519.generatePrivateKey(random, step);
        X25519.generatePublicKey(step, 0, clientKey, 0);
    }

    /**
     * The device's signature is verified; its key and the page's are on the curve and in the right subgroup; a step key is
     * made and agreed upon; the answer and the gateway's token are signed.
     */
    @Benchmark
    public void primitives(Blackhole sink) {
        sink.consume(Ed25519.validatePublicKeyFull(publicKey, 0));
        sink.consume(Ed25519.validatePublicKeyFull(publicKey, 0));
        sink.consume(Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length));
        byte[] step = new byte[X25519.SCALAR_SIZE];
        byte[] point = new byte[X25519.POINT_SIZE];
        X25519.generatePrivateKey(random, step);
        X25519.generatePublicKey(step, 0, point, 0);
        sink.consume(X25519.calculateAgreement(step, 0, clientKey, 0, point, 0));
        for (int i = 0; i < 2; i++) {
            byte[] made = new byte[Ed25519.SIGNATURE_SIZE];
            Ed25519.sign(secretKey, 0, publicKey, 0, message, 0, message.length, made, 0);
            sink.consume(made);
        }
    }
}
