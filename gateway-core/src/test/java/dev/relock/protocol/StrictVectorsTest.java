package dev.relock.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The strict bar of {@code docs/vectors/*-strict.json}: the twelve cases of "Taming the many EdDSAs" and what Wycheproof asks of
 * Ed25519, X25519 and P-256. It must be the same on every JDK.
 */
class StrictVectorsTest {
    private static JsonNode vectors(String name) throws IOException {
        return new ObjectMapper()
                .readTree(
                        Path.of("..", "docs", "vectors", name + "-strict.json").toFile());
    }

    private static byte[] hex(JsonNode row, String name) {
        return HexFormat.of().parseHex(row.get(name).textValue());
    }

    private interface Check {
        boolean accepts(JsonNode row) throws MalformedException;
    }

    /** One test for each row: what {@code check} says is what the table says of the gateway; malformed is refused. */
    private static Stream<DynamicTest> table(JsonNode rows, Check check) {
        assertThat(rows.size()).isGreaterThan(5);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> DynamicTest.dynamicTest(row.get("name").textValue(), () -> {
                    boolean accepted;
                    try {
                        accepted = check.accepts(row);
                    } catch (MalformedException e) {
                        accepted = false;
                    }
                    assertThat(accepted ? "accepted" : "refused")
                            .isEqualTo(row.get("gateway").textValue());
                }));
    }

    private static boolean isGood(JsonNode row) throws MalformedException {
        return Ed25519Key.vet(hex(row, "public")).verify(hex(row, "message"), hex(row, "signature"));
    }

    @TestFactory
    Stream<DynamicTest> theTwelveCasesOfTamingTheManyEdDsas() throws Exception {
        JsonNode rows = vectors("ed25519").get("taming");
        assertThat(rows.size()).isEqualTo(12);
        return table(rows, StrictVectorsTest::isGood);
    }

    @TestFactory
    Stream<DynamicTest> aSpoiltEd25519SignatureIsRefused() throws Exception {
        return table(vectors("ed25519").get("signatures"), StrictVectorsTest::isGood);
    }

    @Test
    void aHostileEd25519KeyDoesNotEnrol() throws Exception {
        for (JsonNode row : vectors("ed25519").get("keys")) {
            assertThatThrownBy(() -> Ed25519Key.vet(hex(row, "public")))
                    .as(row.get("name").textValue())
                    .isInstanceOf(MalformedException.class);
        }
    }

    @TestFactory
    Stream<DynamicTest> anX25519KeyThatIsNotCanonicalOrLeadsToZeroIsRefused() throws Exception {
        return table(
                vectors("x25519"),
                row -> StepKeyAgreement.with(hex(row, "public")).secret().length == 32);
    }

    @Test
    void x25519ComputesWhatTheTableSays() throws Exception {
        int checked = 0;
        for (JsonNode row : vectors("x25519")) {
            byte[] shared = new byte[32];
            boolean good = X25519.calculateAgreement(hex(row, "secret"), 0, hex(row, "public"), 0, shared, 0);
            assertThat(good).isEqualTo(!row.get("shared").textValue().isEmpty());
            if (good) {
                assertThat(shared).isEqualTo(hex(row, "shared"));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    private static DeviceKey p256Device(byte[] x, byte[] y) throws MalformedException {
        ObjectNode jwk = JsonNodeFactory.instance.objectNode();
        jwk.put("kty", "EC").put("crv", "P-256");
        jwk.put("x", Encoding.base64Url(x)).put("y", Encoding.base64Url(y));
        return DeviceKey.parse(jwk);
    }

    @TestFactory
    Stream<DynamicTest> aSpoiltP256SignatureIsRefused() throws Exception {
        JsonNode file = vectors("p256");
        DeviceKey key = p256Device(hex(file, "x"), hex(file, "y"));
        return table(file.get("signatures"), row -> key.verify(hex(file, "message"), hex(row, "signature")));
    }

    @TestFactory
    Stream<DynamicTest> aP256PointOffTheCurveEnrolsNoDevice() throws Exception {
        return table(vectors("p256").get("points"), row -> {
            byte[] point = hex(row, "point");
            DeviceKey key = p256Device(Arrays.copyOfRange(point, 1, 33), Arrays.copyOfRange(point, 33, 65));
            return key.id().value().length() == 43;
        });
    }

    @TestFactory
    Stream<DynamicTest> aP256PointOffTheCurveMakesNoStep() throws Exception {
        return table(
                vectors("p256").get("points"),
                row -> StepKeyAgreement.with(hex(row, "point")).secret().length == 32);
    }

    @TestFactory
    Stream<DynamicTest> aP256PointInAnotherEncodingMakesNoStep() throws Exception {
        return table(
                vectors("p256").get("encodings"),
                row -> StepKeyAgreement.with(hex(row, "point")).secret().length == 32);
    }
}
