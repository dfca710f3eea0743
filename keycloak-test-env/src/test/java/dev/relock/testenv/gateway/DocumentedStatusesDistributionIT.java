package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.PasswordGrant;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.TestRealm;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every status of every endpoint, as docs/protocol.md section 13 lists them, answered by a real gateway, but for three that need
 * another one: 503 a cluster in doubt (ClusterDistributionIT), 429 one that is full (HandshakeTest), and 500 one whose users are in
 * a directory that fails (DirectoryOutageDistributionIT).
 */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocumentedStatusesDistributionIT {
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([0-9, ]+) \\|");
    private static final List<Integer> ELSEWHERE = List.of(429, 500, 503);
    private static final List<String> WITH_PROOF = List.of("login", "logout", "confirm");
    private static final Origin ORIGIN = new Origin("https://app.example.org");

    private final Map<String, Supplier<Reply>> ways = new LinkedHashMap<>();
    private TestRealm realm;
    private OidcClient client;

    static Stream<Arguments> documented() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "protocol.md"), StandardCharsets.UTF_8);
        return ROW.matcher(page.substring(page.indexOf("## 13. Statuses")))
                .results()
                .flatMap(row -> Arrays.stream(row.group(2).split(", "))
                        .map(Integer::parseInt)
                        .filter(status -> !ELSEWHERE.contains(status))
                        .map(status -> Arguments.of(row.group(1), status)));
    }

    @BeforeAll
    void makeRealms(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        client = realm.client(representation -> {
            representation.setPublicClient(true);
            representation.setDirectAccessGrantsEnabled(true);
            representation.setWebOrigins(List.of(ORIGIN.value()));
            representation.setAttributes(new HashMap<>(Map.of(
                    "relock.redirectTrusted", ORIGIN + "/trusted",
                    "relock.redirectNew", ORIGIN + "/new")));
        });
        describeProofs();
        describeTheRest();
    }

    @AfterAll
    void removeRealms() {
        realm.close();
    }

    private HttpAgent stranger() {
        return new HttpAgent(URI.create(realm.url() + "/relock/"), ORIGIN);
    }

    private HttpAgent enrolled() {
        return stranger().enrol();
    }

    /** A proof with its last bit flipped in this field. */
    private static Map<String, String> bent(HttpAgent agent, String field) {
        Map<String, String> proof = new HashMap<>(agent.proof());
        proof.computeIfPresent(field, (name, value) -> {
            int last = Integer.parseInt(value.substring(value.length() - 2), 16) ^ 1;
            return value.substring(0, value.length() - 2) + String.format("%02x", last);
        });
        return proof;
    }

    private void describeProofs() {
        for (String endpoint : WITH_PROOF) {
            ways.put(endpoint + " 200", () -> enrolled().call(endpoint));
            ways.put(endpoint + " 401", () -> enrolled().send(endpoint, Map.of()));
            ways.put(endpoint + " 404", () -> {
                HttpAgent agent = enrolled();
                return agent.send(endpoint, bent(agent, "X-Key-Session"));
            });
            ways.put(endpoint + " 409", () -> {
                HttpAgent agent = enrolled();
                agent.call("close");
                return agent.call(endpoint);
            });
            ways.put(endpoint + " 410", () -> {
                HttpAgent agent = enrolled();
                agent.call("clear");
                return agent.call(endpoint);
            });
            ways.put(endpoint + " 413", () -> enrolled().send(endpoint, Map.of("X-Key-Token", "0".repeat(10_000))));
            ways.put(endpoint + " 417", () -> {
                HttpAgent agent = enrolled();
                return agent.send(endpoint, bent(agent, "X-Key-Signature"));
            });
        }
        ways.put("login 200", () -> {
            HttpAgent agent = enrolled();
            String token = PasswordGrant.accessToken(realm.url(), client.id(), realm.somebody());
            return agent.send(
                    "login", agent.proof(), Map.of("Origin", ORIGIN.value(), "Authorization", "Bearer " + token));
        });
    }

    private void describeTheRest() {
        ways.put("relock.js 200", () -> stranger().get("relock.js", Map.of()));
        ways.put("relock.js 304", () -> {
            String tag = stranger()
                    .get("relock.js", Map.of())
                    .response()
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            return stranger().get("relock.js", Map.of("If-None-Match", tag));
        });
        ways.put("exchange 200", () -> enrolled().step());
        ways.put("exchange 400", () -> stranger().exchange("{}".getBytes(StandardCharsets.UTF_8)));
        ways.put("exchange 401", () -> {
            HttpAgent agent = enrolled();
            return agent.post("exchange", agent.agent().step(), Map.of("Origin", "https://evil.example"));
        });
        ways.put("exchange 409", () -> {
            HttpAgent agent = stranger();
            return agent.exchange(agent.agent().step());
        });
        ways.put("exchange 410", () -> {
            HttpAgent agent = enrolled();
            agent.call("clear");
            return agent.exchange(agent.agent().step());
        });
        ways.put("exchange 413", () -> stranger().exchange(new byte[10_000]));
        ways.put("auth 200", () -> {
            HttpAgent agent = enrolled();
            return agent.get("auth", agent.proof());
        });
        ways.put("auth 401", () -> stranger().get("auth", Map.of()));
        ways.put("clear 200", () -> enrolled().call("clear"));
        ways.put("view 204", () -> enrolled().call("view"));
        ways.put("close 204", () -> enrolled().call("close"));
        String redirect = "gateway/{transaction} ";
        ways.put(redirect + 200, () -> stranger().get(transaction(client.id()), Map.of()));
        ways.put(redirect + 400, () -> stranger().get("gateway/none", Map.of()));
        ways.put(redirect + 404, () -> stranger().get(transaction("unknown"), Map.of()));
        ways.put(redirect + 410, () -> {
            String transaction = transaction(client.id());
            stranger().submit(transaction, Map.of());
            return stranger().submit(transaction, Map.of());
        });
        ways.put(redirect + 413, () -> stranger().submit(transaction(client.id()), Map.of("x", "0".repeat(10_000))));
    }

    private static String transaction(String clientId) {
        return "gateway/" + UUID.randomUUID() + "?client_id=" + clientId;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("documented")
    void everyDocumentedStatusIsAnsweredInTheDocumentedForm(String endpoint, int status) {
        Supplier<Reply> way = ways.get(endpoint + " " + status);
        assertThat(way).as("a way to get %s from %s", status, endpoint).isNotNull();

        Reply reply = way.get();

        assertThat(reply.status()).isEqualTo(status);
        if (WITH_PROOF.contains(endpoint) || endpoint.equals("exchange")) {
            assertThat(reply.json().path("status_code").asInt()).isEqualTo(status);
            assertThat(reply.json().path("message").asText()).isNotBlank().doesNotContain("Exception");
        }
        assertThat(reply.response().body()).doesNotContain("\tat ");
    }
}
