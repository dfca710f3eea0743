package dev.relock.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Ed25519SigningKeyTest {

    /** Ed25519 is deterministic: there is one signature. */
    @Test
    void signsAsTheJdkDoes() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Ed25519SigningKey key = Ed25519SigningKey.ofSeed(
                ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow());
        for (int length : new int[] {0, 1, 64, 1000}) {
            byte[] message = new byte[length];
            Arrays.fill(message, (byte) length);
            Signature jdk = Signature.getInstance("Ed25519");
            jdk.initSign(pair.getPrivate());
            jdk.update(message);
            assertThat(key.sign(message)).isEqualTo(jdk.sign());
        }
        byte[] encoded = pair.getPublic().getEncoded();
        assertThat(key.publicKey()).isEqualTo(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    @Test
    void takesNoSeedOfAnotherLength() {
        assertThatThrownBy(() -> Ed25519SigningKey.ofSeed(new byte[57])).isInstanceOf(IllegalArgumentException.class);
    }
}
