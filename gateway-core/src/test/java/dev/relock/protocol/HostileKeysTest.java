package dev.relock.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileKeysTest {

    /** The points of small order of edwards25519 and their non-canonical encodings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void aSmallOrderOrNonCanonicalEd25519KeyIsRefused(String key) {
        assertThatThrownBy(() -> Ed25519Key.vet(HexFormat.of().parseHex(key))).isInstanceOf(MalformedException.class);
    }

    @Test
    void aKeyOutsideThePrimeOrderSubgroupIsRefused() {
        // Mixed order: from case 4 and on of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko).
        byte[] mixed = HexFormat.of().parseHex("cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d");
        assertThatThrownBy(() -> Ed25519Key.vet(mixed)).isInstanceOf(MalformedException.class);
    }

    @Test
    void aMalleatedPaddedOrCutSignatureIsRefused() throws Exception {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] publicKey = new byte[32];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        byte[] message = {1, 2, 3};
        byte[] signature = new byte[64];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        Ed25519Key key = Ed25519Key.vet(publicKey);

        assertThat(key.verify(message, signature)).isTrue();
        assertThat(key.verify(message, plusGroupOrder(signature))).isFalse();
        assertThat(key.verify(message, Arrays.copyOf(signature, 65))).isFalse();
        assertThat(key.verify(message, Arrays.copyOf(signature, 63))).isFalse();
    }

    @Test
    void whoStillHasTheBytesOfAKeyCannotExchangeIt() {
        byte[] seed = HexFormat.of().parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        byte[] publicKey = new byte[32];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        byte[] message = {1, 2, 3};
        byte[] signature = new byte[64];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);

        byte[] given = publicKey.clone();
        Ed25519Key key = Ed25519Key.ofVetted(given);
        seed[0]++;
        Ed25519.generatePublicKey(seed, 0, given, 0);

        assertThat(key.verify(message, signature)).isTrue();
        assertThat(Ed25519Key.ofVetted(publicKey).verify(message, signature)).isTrue();
        assertThat(Ed25519Key.ofVetted(given).verify(message, signature)).isFalse();
    }

    /** {@code S + L} instead of {@code S}: the same equation, another encoding. */
    private static byte[] plusGroupOrder(byte[] signature) {
        byte[] order = HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        byte[] result = signature.clone();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            result[32 + i] = (byte) sum;
            carry = sum >>> 8;
        }
        return result;
    }

    /** Points of small order on curve25519 and its twist, and non-canonical coordinates. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0900000000000000000000000000000000000000000000000000000000000080",
            })
    void aTrivialOrNonCanonicalX25519KeyIsRefused(String key) {
        assertThatThrownBy(() -> StepKeyAgreement.with(HexFormat.of().parseHex(key)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void aPointOffTheCurveIsRefused() {
        byte[] point = new byte[65];
        point[0] = 4;
        point[5] = 1;
        point[40] = 1;
        assertThatThrownBy(() -> StepKeyAgreement.with(point)).isInstanceOf(MalformedException.class);
        point[0] = 2;
        assertThatThrownBy(() -> StepKeyAgreement.with(point)).isInstanceOf(MalformedException.class);
    }
}
