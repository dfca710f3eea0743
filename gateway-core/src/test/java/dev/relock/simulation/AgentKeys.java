package dev.relock.simulation;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** The private keys of a simulated agent, of the kinds that browsers have. */
interface AgentKeys {
    /** Signs exchange messages; never changes. */
    interface Device {
        /** The members that the thumbprint is made of. */
        Map<String, String> jwk();

        /** 64 bytes. */
        byte[] sign(byte[] data);
    }

    /** Good for one step. */
    interface Step {
        byte[] publicKey();

        /** The shared secret, 32 bytes. */
        byte[] agree(byte[] gatewayKey);
    }

    Device newDevice();

    Step newStep();

    /** Ed25519 and X25519. */
    AgentKeys CURVE_25519 = new AgentKeys() {
        private final SecureRandom random = new SecureRandom();

        @Override
        public Device newDevice() {
            Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(random);
            String x = Encoding.base64Url(key.generatePublicKey().getEncoded());
            return new Device() {
                @Override
                public Map<String, String> jwk() {
                    return Map.of("kty", "OKP", "crv", "Ed25519", "x", x);
                }

                @Override
                public byte[] sign(byte[] data) {
                    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
                    key.sign(Ed25519.Algorithm.Ed25519, null, data, 0, data.length, signature, 0);
                    return signature;
                }
            };
        }

        @Override
        public Step newStep() {
            byte[] secret = new byte[X25519.SCALAR_SIZE];
            byte[] publicKey = new byte[X25519.POINT_SIZE];
            X25519.generatePrivateKey(random, secret);
            X25519.generatePublicKey(secret, 0, publicKey, 0);
            return new Step() {
                @Override
                public byte[] publicKey() {
                    return publicKey.clone();
                }

                @Override
                public byte[] agree(byte[] gatewayKey) {
                    byte[] shared = new byte[X25519.POINT_SIZE];
                    if (!X25519.calculateAgreement(secret, 0, gatewayKey, 0, shared, 0)) {
                        throw new IllegalStateException("the gateway's step key is trivial");
                    }
                    return shared;
                }
            };
        }
    };

    /** ECDSA and ECDH with P-256, as in a browser without the above. */
    AgentKeys P_256 = new AgentKeys() {
        private static final int COORDINATE = 32;
        private final ECDomainParameters domain = new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
        private final SecureRandom random = new SecureRandom();

        private AsymmetricCipherKeyPair pair() {
            ECKeyPairGenerator generator = new ECKeyPairGenerator();
            generator.init(new ECKeyGenerationParameters(domain, random));
            return generator.generateKeyPair();
        }

        private byte[] point(AsymmetricCipherKeyPair pair) {
            return ((ECPublicKeyParameters) pair.getPublic()).getQ().getEncoded(false);
        }

        @Override
        public Device newDevice() {
            AsymmetricCipherKeyPair pair = pair();
            byte[] point = point(pair);
            String x = Encoding.base64Url(Arrays.copyOfRange(point, 1, 1 + COORDINATE));
            String y = Encoding.base64Url(Arrays.copyOfRange(point, 1 + COORDINATE, point.length));
            return new Device() {
                @Override
                public Map<String, String> jwk() {
                    return Map.of("kty", "EC", "crv", "P-256", "x", x, "y", y);
                }

                @Override
                public byte[] sign(byte[] data) {
                    ECDSASigner signer = new ECDSASigner();
                    signer.init(true, pair.getPrivate());
                    BigInteger[] rs = signer.generateSignature(Hash.sha256(data));
                    return Arrays.concatenate(
                            BigIntegers.asUnsignedByteArray(COORDINATE, rs[0]),
                            BigIntegers.asUnsignedByteArray(COORDINATE, rs[1]));
                }
            };
        }

        @Override
        public Step newStep() {
            AsymmetricCipherKeyPair pair = pair();
            return new Step() {
                @Override
                public byte[] publicKey() {
                    return point(pair);
                }

                @Override
                public byte[] agree(byte[] gatewayKey) {
                    ECDHBasicAgreement agreement = new ECDHBasicAgreement();
                    agreement.init(pair.getPrivate());
                    BigInteger shared = agreement.calculateAgreement(
                            new ECPublicKeyParameters(domain.getCurve().decodePoint(gatewayKey), domain));
                    return BigIntegers.asUnsignedByteArray(COORDINATE, shared);
                }
            };
        }
    };
}
