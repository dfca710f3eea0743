package dev.relock.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.DeviceKey;
import dev.relock.protocol.Ed25519Key;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.simulation.TestKeys;
import dev.relock.token.Token;
import dev.relock.token.TokenContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Only what another gateway has signed, for this very question, counts. */
class ConfirmationTest {
    private static final long NOW = 1_800_000_000L;
    private static final String ISSUER = "https://devices.example.org/realms/devices";
    private static final String AUDIENCE = "https://sso.example.org/realms/staff";

    private final TestKeys gateway = new TestKeys();
    /** Names its key as the gateway does. */
    private final TestKeys stranger = new TestKeys();

    private final DeviceKey device = newDevice();
    private Confirmation.Question question;
    private Confirmation confirmation;

    private static DeviceKey newDevice() {
        return new DeviceKey.Ed25519Device(Ed25519Key.ofVetted(new TestKeys().publicKey()));
    }

    private Optional<Ed25519Key> published(String kid) {
        return kid.equals(gateway.kid()) ? Optional.of(Ed25519Key.ofVetted(gateway.publicKey())) : Optional.empty();
    }

    @BeforeEach
    void ask() throws MalformedException {
        String session = Encoding.hex(device.id().thumbprint()) + "00".repeat(16);
        byte[] token = new byte[32];
        // Its counter, which begins with 1.
        token[11] = 1;
        DeviceProof proof = new DeviceProof(Token.parse(token), new byte[64], session);
        question = new Confirmation.Question(
                proof,
                "00ff",
                AUDIENCE,
                Encoding.hex(TokenContext.loginPage("challenge").bytes()));
        confirmation = new Confirmation(
                device.id(),
                device.canonicalJwk(),
                new Origin("https://sso.example.org"),
                "lineage",
                7,
                proof.token().epochId(),
                3,
                session);
    }

    private String statement(TestKeys by, StatementType type, Map<String, Object> claims) {
        return new Statements(by).sign(type, claims);
    }

    private Confirmation read(String statement) throws MalformedException {
        JsonNode claims = SignedStatement.verify(StatementType.CONFIRMATION, statement, this::published);
        return Confirmation.read(claims, ISSUER, question, NOW);
    }

    @Test
    void anHonestAnswerIsReadAsItWasSaid() throws MalformedException {
        String statement = statement(gateway, StatementType.CONFIRMATION, confirmation.claims(ISSUER, question, NOW));
        assertThat(read(statement)).isEqualTo(confirmation);
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://evil.example/realms/devices",
        "aud, https://other.example/realms/staff",
        "nonce, 00fe",
        "token, AAAA",
        "context, 00",
        "session, 00",
        "epoch, 00",
        "origin, nonsense",
        "jwk, {}"
    })
    void anAnswerToAnotherQuestionIsNone(String claim, String value) {
        Map<String, Object> claims = new HashMap<>(confirmation.claims(ISSUER, question, NOW));
        claims.put(claim, value);
        String bent = statement(gateway, StatementType.CONFIRMATION, claims);
        assertThatThrownBy(() -> read(bent)).isInstanceOf(MalformedException.class);

        claims.remove(claim);
        String missing = statement(gateway, StatementType.CONFIRMATION, claims);
        assertThatThrownBy(() -> read(missing)).isInstanceOf(MalformedException.class);
    }

    @Test
    void anotherDevicesKeyIsRefusedThoughAllElseFits() {
        Map<String, Object> claims = new HashMap<>(confirmation.claims(ISSUER, question, NOW));
        claims.put("jwk", newDevice().canonicalJwk());
        String bent = statement(gateway, StatementType.CONFIRMATION, claims);
        assertThatThrownBy(() -> read(bent)).isInstanceOf(MalformedException.class);
    }

    @Test
    void anOldAnswerIsNone() {
        String old = statement(gateway, StatementType.CONFIRMATION, confirmation.claims(ISSUER, question, NOW - 91));
        assertThatThrownBy(() -> read(old)).isInstanceOf(MalformedException.class);
        String early = statement(gateway, StatementType.CONFIRMATION, confirmation.claims(ISSUER, question, NOW + 61));
        assertThatThrownBy(() -> read(early)).isInstanceOf(MalformedException.class);
    }

    @Test
    void whatIsSignedByAnotherKeyOrAsAnotherKindIsNoAnswer() {
        Map<String, Object> claims = confirmation.claims(ISSUER, question, NOW);
        assertThatThrownBy(() -> read(statement(stranger, StatementType.CONFIRMATION, claims)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> read(statement(gateway, StatementType.TRANSACTION, claims)))
                .isInstanceOf(MalformedException.class);
        String good = statement(gateway, StatementType.CONFIRMATION, claims);
        String none = Encoding.base64Url("{\"typ\":\"relock-confirmation+jwt\",\"alg\":\"none\",\"kid\":\"ed-1\"}"
                .getBytes(StandardCharsets.UTF_8));
        for (String bent : new String[] {
            none + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1),
            none + good.substring(good.indexOf('.')),
            good + "AA",
            good.substring(0, good.length() - 2),
            good + ".",
            ""
        }) {
            assertThatThrownBy(() -> read(bent)).as(bent).isInstanceOf(MalformedException.class);
        }
    }

    /** The one rule for all that the gateway key signs: it begins with a text of its own. */
    @Test
    void whatIsSignedBeginsWithItsType() {
        for (StatementType type : StatementType.values()) {
            String statement = statement(gateway, type, Map.of("a", "b"));
            String header = new String(
                    Base64.getUrlDecoder().decode(statement.substring(0, statement.indexOf('.'))),
                    StandardCharsets.UTF_8);
            assertThat(header).isEqualTo("{\"typ\":\"" + type.typ() + "\",\"alg\":\"EdDSA\",\"kid\":\"ed-1\"}");
            assertThat(statement).startsWith("eyJ0eXAiOiJyZWxvY2st");
        }
    }
}
