package dev.relock.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.device.DeviceIdentity;
import dev.relock.epoch.Epoch;
import dev.relock.epoch.ReplayWindow;
import dev.relock.message.ExchangeMessage;
import dev.relock.token.Token;
import dev.relock.token.TokenContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;

/** Reads {@code docs/vectors}, which the TypeScript agent makes and checks too: both sides mean the same bytes. */
class VectorsTest {
    private static final Path VECTORS = Path.of("..", "docs", "vectors");

    private static JsonNode vectors(String name) throws IOException {
        return new ObjectMapper().readTree(VECTORS.resolve(name + ".json").toFile());
    }

    private static byte[] hex(JsonNode row, String name) {
        return HexFormat.of().parseHex(row.get(name).textValue());
    }

    private static String text(JsonNode row, String name) {
        return row.get(name).textValue();
    }

    private static JsonNode notEmpty(JsonNode rows) {
        assertThat(rows.size()).isPositive();
        return rows;
    }

    @Test
    void encodings() throws Exception {
        JsonNode encoding = vectors("encoding");
        for (JsonNode row : notEmpty(encoding.get("u64"))) {
            assertThat(Lp.start()
                            .u64(Long.parseUnsignedLong(row.get("value").asText()))
                            .bytes())
                    .isEqualTo(hex(row, "hex"));
        }
        for (JsonNode row : notEmpty(encoding.get("lp"))) {
            assertThat(Lp.start().add(text(row, "text")).bytes()).isEqualTo(hex(row, "hex"));
        }
        for (JsonNode row : notEmpty(encoding.get("base64url"))) {
            assertThat(Encoding.base64Url(hex(row, "hex"))).isEqualTo(text(row, "text"));
            assertThat(Encoding.fromBase64Url("x", text(row, "text"))).isEqualTo(hex(row, "hex"));
        }
        for (JsonNode bad : notEmpty(encoding.get("notBase64url"))) {
            assertThatThrownBy(() -> Encoding.fromBase64Url("x", bad.textValue()))
                    .isInstanceOf(MalformedException.class);
        }
    }

    @Test
    void hkdfOfRfc5869AndOurOwnLabels() throws Exception {
        JsonNode hkdf = vectors("hkdf");
        for (JsonNode row : notEmpty(hkdf.get("hkdf"))) {
            assertThat(Hash.hkdf(
                            hex(row, "salt"),
                            hex(row, "ikm"),
                            hex(row, "info"),
                            row.get("length").asInt()))
                    .isEqualTo(hex(row, "okm"));
        }
        for (JsonNode row : notEmpty(hkdf.get("expand"))) {
            byte[] info = text(row, "info").getBytes(StandardCharsets.UTF_8);
            assertThat(Hash.expand(hex(row, "key"), info, row.get("length").asInt()))
                    .isEqualTo(hex(row, "okm"));
        }
    }

    @Test
    void thumbprintsOfRfc7638() throws Exception {
        int checked = 0;
        for (JsonNode row : notEmpty(vectors("thumbprint"))) {
            String curve = row.get("jwk").path("crv").asText();
            if (curve.equals("Ed25519") || curve.equals("P-256")) {
                assertThat(DeviceKey.parse(row.get("jwk")).id().value()).isEqualTo(text(row, "thumbprint"));
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(2);
    }

    @Test
    void ed25519OfRfc8032() throws Exception {
        for (JsonNode row : notEmpty(vectors("ed25519"))) {
            Ed25519Key key = Ed25519Key.vet(hex(row, "public"));
            assertThat(key.verify(hex(row, "message"), hex(row, "signature"))).isTrue();
            byte[] bent = hex(row, "signature");
            bent[10] ^= 1;
            assertThat(key.verify(hex(row, "message"), bent)).isFalse();
        }
    }

    @Test
    void stepsOfTheRatchet() throws Exception {
        for (JsonNode row : notEmpty(vectors("roots"))) {
            JsonNode from = row.get("from");
            Root root = Root.of(hex(from, "root"));
            assertThat(root.id()).isEqualTo(hex(from, "rid"));
            assertThat(root.macKey()).isEqualTo(hex(from, "mac"));
            Root.Step step = new Root.Step(
                    text(row, "iss"),
                    new Origin(text(row, "origin")),
                    new DeviceId(text(row, "device_id")),
                    from.get("n").asLong(),
                    hex(row, "clientKey"),
                    hex(row, "gatewayKey"),
                    text(row, "kid"));
            assertThat(step.transcript(root)).isEqualTo(hex(row, "transcript"));
            assertThat(root.next(step, hex(row, "sharedSecret")).secret()).isEqualTo(hex(row.get("to"), "root"));
            if (text(row, "curve").equals("X25519")) {
                byte[] secret = new byte[32];
                X25519.calculateAgreement(hex(row, "gatewaySecret"), 0, hex(row, "clientKey"), 0, secret, 0);
                assertThat(secret).isEqualTo(hex(row, "sharedSecret"));
            }
        }
    }

    @Test
    void keysOfAnEpoch() throws Exception {
        for (JsonNode row : notEmpty(vectors("epoch"))) {
            byte[] epochKey = epochKey(row);
            assertThat(Hash.expand(epochKey, Labels.TOKEN.getBytes(StandardCharsets.UTF_8), 32))
                    .isEqualTo(hex(row, "tokenKey"));
            assertThat(Hash.expand(epochKey, Labels.SERVER_TOKEN.getBytes(StandardCharsets.UTF_8), 32))
                    .isEqualTo(hex(row, "serverTokenKey"));
        }
    }

    private static byte[] epochKey(JsonNode row) {
        return Root.of(hex(row, "root"))
                .epochKey(hex(row, "nonce"), hex(row, "epoch"), hex(row, "page"), new Origin(text(row, "origin")));
    }

    @Test
    void tokensOfEveryContext() throws Exception {
        JsonNode file = vectors("token");
        byte[] epochKey = null;
        for (JsonNode row : vectors("epoch")) {
            if (text(row, "tokenKey").equals(text(file, "tokenKey"))) {
                epochKey = epochKey(row);
            }
        }
        DeviceIdentity identity = new DeviceIdentity("realm", "device", "jwk", text(file, "iss"), text(file, "origin"));
        Epoch epoch = new Epoch(
                1,
                text(file, "epoch"),
                identity,
                text(file, "session"),
                text(file, "tab"),
                hex(file, "page"),
                epochKey,
                0,
                0,
                ReplayWindow.empty(),
                0);
        for (JsonNode row : notEmpty(file.get("tokens"))) {
            Token token = Token.parse(hex(row, "token"));
            TokenContext context = context(row.get("context"));
            assertThat(context.hash()).isEqualTo(hex(row.get("context"), "hash"));
            assertThat(token.counter()).isEqualTo(row.get("counter").asInt());
            assertThat(epoch.isMacOf(token, context)).as(row.toString()).isTrue();
            assertThat(epoch.isSignatureOf(token, hex(row, "signature"))).isTrue();
        }
    }

    private static TokenContext context(JsonNode context) {
        JsonNode parts = context.get("parts");
        return switch (text(context, "type")) {
            case "none" -> TokenContext.none();
            case "request" ->
                TokenContext.request(
                        text(context, "method"), text(context, "url"), TokenContext.bodyDigest(hex(context, "body")));
            case "login" ->
                parts.get(0).asText().equals("form")
                        ? TokenContext.loginForm(
                                parts.get(1).asText(),
                                parts.get(2).asText(),
                                parts.get(3).asText())
                        : TokenContext.loginPage(parts.get(1).asText());
            case "bind" -> TokenContext.bindPage(parts.get(1).asText());
            default -> throw new IllegalArgumentException(context.toString());
        };
    }

    @Test
    void messagesOfTheAgent() throws Exception {
        JsonNode file = vectors("messages");
        for (JsonNode row : notEmpty(file.get("requests"))) {
            ExchangeMessage message = ExchangeMessage.parse(text(row, "body").getBytes(StandardCharsets.UTF_8));
            assertThat(message.isSignedByDevice()).as(text(row, "name")).isTrue();
            assertThat(message.isMacedUnder(Root.of(hex(row, "root")).macKey())).isTrue();
            assertThat(message.requestHash()).isEqualTo(hex(row, "req"));
            assertThat(message.deviceKey().id().value()).isEqualTo(text(file.get("device"), "device_id"));
        }
        JsonNode p256 = file.get("p256");
        DeviceKey key = DeviceKey.parse(p256.get("jwk"));
        byte[] signed = Lp.labelled(Labels.STEP)
                .raw(text(p256, "payload").getBytes(StandardCharsets.UTF_8))
                .bytes();
        assertThat(key.verify(signed, hex(p256, "sig"))).isTrue();
        assertThat(key.verify(signed, new byte[64])).isFalse();
    }
}
