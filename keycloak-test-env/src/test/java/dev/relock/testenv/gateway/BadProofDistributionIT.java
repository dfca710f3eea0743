package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.RealmAttributes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each bent proof field is answered, and that it changes and betrays nothing. */
@KeycloakTest
class BadProofDistributionIT {
    private static final String TOKEN = "X-Key-Token";
    private static final String SIGNATURE = "X-Key-Signature";
    private static final String SESSION = "X-Key-Session";

    private KeycloakDistribution keycloak;
    private URI base;
    private HttpAgent agent;

    @BeforeEach
    void enrol(KeycloakDistribution shared) {
        keycloak = shared;
        base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
        agent = newAgent().enrol();
    }

    private HttpAgent newAgent() {
        return new HttpAgent(base, new Origin(keycloak.url().toString()));
    }

    private static Arguments bent(String how, String field, int status, UnaryOperator<String> bend) {
        return Arguments.of(field + " " + how, field, status, bend);
    }

    static Stream<Arguments> bentFields() {
        UnaryOperator<String> missing = value -> null;
        UnaryOperator<String> empty = value -> "";
        UnaryOperator<String> notHex = value -> "zz" + value.substring(2);
        UnaryOperator<String> oddLength = value -> value.substring(1);
        UnaryOperator<String> oneByteMore = value -> value + "00";
        UnaryOperator<String> oneByteLess = value -> value.substring(2);
        UnaryOperator<String> oneMegabyte = value -> "00".repeat(512 * 1024);
        UnaryOperator<String> lastByteOff = value -> {
            int last = Integer.parseInt(value.substring(value.length() - 2), 16) ^ 1;
            return value.substring(0, value.length() - 2) + String.format("%02x", last);
        };
        return Stream.concat(
                Stream.of(TOKEN, SIGNATURE, SESSION)
                        .flatMap(field -> Stream.of(
                                bent("missing", field, field.equals(SESSION) ? 200 : 401, missing),
                                bent("empty", field, 401, empty),
                                bent("not hex", field, 401, notHex),
                                bent("of odd length", field, 401, oddLength),
                                bent("one byte longer", field, 401, oneByteMore),
                                bent("one byte shorter", field, 401, oneByteLess),
                                bent("1 MB long", field, 413, oneMegabyte))),
                Stream.of(
                        bent("last byte off", TOKEN, 401, lastByteOff),
                        bent("last byte off", SIGNATURE, 417, lastByteOff),
                        bent("last byte off", SESSION, 404, lastByteOff)));
    }

    /** The session alone may be missing: the cookie has it too. */
    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("bentFields")
    void aBentFieldIsRefusedAndNothingIsSpent(String name, String field, int status, UnaryOperator<String> bend) {
        Map<String, String> proof = agent.proof();
        Map<String, String> bent = new LinkedHashMap<>(proof);
        String value = bend.apply(proof.get(field));
        if (value == null) {
            bent.remove(field);
        } else {
            bent.put(field, value);
        }

        Reply reply = agent.send("confirm", bent);

        assertThat(reply.status()).isEqualTo(status);
        assertDocumentedForm(reply);
        if (status != 200) {
            assertThat(agent.send("confirm", proof).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "{0} at every endpoint")
    @MethodSource("bentFields")
    void theSameAnswerComesFromEveryEndpoint(String name, String field, int status, UnaryOperator<String> bend) {
        if (status == 200) {
            return;
        }
        for (String endpoint : new String[] {"login", "logout"}) {
            Map<String, String> bent = new LinkedHashMap<>(agent.proof());
            String value = bend.apply(bent.get(field));
            if (value == null) {
                bent.remove(field);
            } else {
                bent.put(field, value);
            }
            assertThat(agent.send(endpoint, bent).status()).as(endpoint).isEqualTo(status);
        }
    }

    private static void assertDocumentedForm(Reply reply) {
        JsonNode json = reply.json();
        assertThat(json.path("status_code").asInt()).isEqualTo(reply.status());
        assertThat(json.path("message").asText()).isNotBlank().doesNotContain("Exception");
    }

    @Test
    void aHeaderGivenTwiceIsRefused() throws Exception {
        Map<String, String> proof = agent.proof();
        HttpRequest request = HttpRequest.newBuilder(base.resolve("confirm"))
                // In an upgrade to HTTP/2 the server's library merges equal headers before we see them.
                .version(HttpClient.Version.HTTP_1_1)
                .header(TOKEN, proof.get(TOKEN))
                .header(TOKEN, proof.get(TOKEN))
                .header(SIGNATURE, proof.get(SIGNATURE))
                .header(SESSION, proof.get(SESSION))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(agent.send("confirm", proof).status()).isEqualTo(200);
    }

    @Test
    void aMemberGivenTwiceIsRefused() {
        Map<String, String> proof = agent.proof();
        String body =
                "{\"X-Key-Token\":\"%s\",\"X-Key-Token\":\"%s\",\"X-Key-Signature\":\"%s\",\"X-Key-Session\":\"%s\"}"
                        .formatted(proof.get(TOKEN), proof.get(TOKEN), proof.get(SIGNATURE), proof.get(SESSION));
        assertThat(agent.post("confirm", body.getBytes(StandardCharsets.UTF_8), Map.of())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theTokenOfAnotherDeviceIsNotThisDevices() {
        HttpAgent other = newAgent().enrol();
        Map<String, String> mixed = new LinkedHashMap<>(agent.proof());
        mixed.put(SESSION, other.agent().session());
        assertThat(agent.send("confirm", mixed).status()).isEqualTo(401);

        Map<String, String> foreignSignature = new LinkedHashMap<>(agent.proof());
        foreignSignature.put(SIGNATURE, other.proof().get(SIGNATURE));
        assertThat(agent.send("confirm", foreignSignature).status()).isEqualTo(417);
    }

    @Test
    void theSignatureOfAnotherTokenIsNotThisTokens() {
        Map<String, String> first = agent.proof();
        Map<String, String> second = new LinkedHashMap<>(agent.proof());
        second.put(SIGNATURE, first.get(SIGNATURE));
        assertThat(agent.send("confirm", second).status()).isEqualTo(417);
    }

    @Test
    void anotherRealmDoesNotKnowTheSession() {
        Map<String, String> proof = agent.proof();
        URI elsewhere = URI.create(keycloak.realm("master") + "/relock/");
        HttpAgent stranger = new HttpAgent(elsewhere, new Origin(keycloak.url().toString()));
        assertThat(stranger.send("confirm", proof).status()).isEqualTo(404);
        assertThat(agent.send("confirm", proof).status()).isEqualTo(200);
    }

    @Test
    void aClockThatIsFarOffIsRefusedOnlyWhereTheRealmReadsIt() {
        String lastYear = Long.toString(System.currentTimeMillis() / 1000 - 365 * 86_400);
        String now = Long.toString(System.currentTimeMillis() / 1000);
        assertThat(confirmAt(lastYear)).isEqualTo(200);
        try (DemoSite site = new DemoSite(keycloak);
                RealmAttributes attributes = new RealmAttributes(site.realm())) {
            attributes.set("relock.timeTolerance", "120");
            assertThat(confirmAt(lastYear)).isEqualTo(401);
            assertThat(confirmAt("soon")).isEqualTo(401);
            assertThat(confirmAt(now)).isEqualTo(200);
            assertThat(agent.call("confirm").status()).isEqualTo(200);
        }
    }

    private int confirmAt(String time) {
        return agent.send("confirm", agent.proof(), Map.of("X-Key-Time", time)).status();
    }

    @Test
    void garbageAtTheExchangeIsRefusedWithoutATrace() {
        String[] bodies = {
            "",
            "null",
            "[]",
            "{",
            "{}",
            "\"x\"",
            "{\"purpose\":\"step\"}",
            "{\"purpose\":1}",
            "\u0000\u0001",
            "{\"a\":".repeat(200)
        };
        for (String body : bodies) {
            Reply reply = agent.exchange(body.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertDocumentedForm(reply);
        }
        assertThat(agent.exchange(new byte[1024 * 1024]).status()).isEqualTo(413);
    }

    @Test
    void theLogCarriesNoSecretAndNoStackTraceOfBadInput() {
        int before = keycloak.log().length();
        Map<String, String> proof = agent.proof();
        agent.send("confirm", Map.of(TOKEN, "zz", SIGNATURE, "", SESSION, "1"));
        agent.send("confirm", proof);
        agent.send("confirm", proof);
        String log = keycloak.log().substring(before);
        assertThat(log).doesNotContain("\tat ").doesNotContain(proof.get(TOKEN)).doesNotContain(proof.get(SIGNATURE));
        assertThat(keycloak.log())
                .doesNotContain(agent.agent().session())
                .doesNotContain(agent.cookie("__Secure-RELOCK"));
    }
}
