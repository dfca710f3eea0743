package dev.relock.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.relock.message.ExchangeMessage;
import dev.relock.owner.RelockDeviceCredential;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.DeviceKey;
import dev.relock.protocol.Ed25519Key;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.protocol.StepKeyAgreement;
import dev.relock.protocol.StrictJson;
import dev.relock.token.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.keycloak.credential.CredentialModel;

/** Whatever comes, a parser answers with a value or with {@link MalformedException}; what it reads, it reads as one thing only. */
class ParsersFuzzTest {

    private interface Parse {
        void run() throws MalformedException;
    }

    private static void orMalformed(Parse parse) {
        try {
            parse.run();
        } catch (MalformedException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @FuzzTest
    void anyTextIsReadOrRefused(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        orMalformed(() -> assertThat(Origin.parse(text).value()).isEqualTo(text));
        orMalformed(() -> assertThat(DeviceId.parse(text).thumbprint()).hasSize(32));
        orMalformed(() -> assertThat(Encoding.base64Url(Encoding.fromBase64Url("x", text)))
                .isEqualTo(text));
        orMalformed(() -> assertThat(Encoding.hex(Encoding.fromHex("x", text))).isEqualToIgnoringCase(text));
        String[] fields = text.split("\n", 3);
        if (fields.length == 3) {
            orMalformed(() -> assertThat(
                            DeviceProof.parse(fields[0], fields[1], fields[2]).session())
                    .isEqualToIgnoringCase(fields[2]));
        }
    }

    @FuzzTest
    void anyJsonIsReadOrRefused(byte[] data) {
        orMalformed(() -> assertThat(StrictJson.object("x", data).isObject()).isTrue());
        orMalformed(() -> DeviceKey.parse(StrictJson.object("x", data)).id());
        orMalformed(() -> ExchangeMessage.parse(data).isSignedByDevice());
        CredentialModel credential = new CredentialModel();
        credential.setCredentialData(new String(data, StandardCharsets.UTF_8));
        RelockDeviceCredential.read("alice", credential);
    }

    @FuzzTest
    void anyBytesAreAKeyOrATokenOrRefused(byte[] data) {
        orMalformed(() -> assertThat(Token.parse(data).bytes()).isEqualTo(data));
        orMalformed(() -> assertThat(StepKeyAgreement.with(data).secret()).hasSize(32));
        byte[] start = Arrays.copyOf(data, Math.min(data.length, Ed25519Key.BYTES));
        byte[] rest = Arrays.copyOfRange(data, start.length, data.length);
        orMalformed(() ->
                assertThat(Ed25519Key.vet(start).verify(new byte[] {1}, rest)).isFalse());
    }
}
