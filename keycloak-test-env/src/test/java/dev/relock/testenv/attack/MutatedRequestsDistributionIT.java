package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests with random damage: none is an error of ours, none leaves a trace in the log, and the device goes on. */
@KeycloakTest
final class MutatedRequestsDistributionIT {
    private static final int REQUESTS = Integer.getInteger("relock.fuzz.requests", 400);
    /** Drawn anew for every run, unless one is to be played again. */
    private static final long SEED = Long.getLong("relock.fuzz.seed", new Random().nextInt(1 << 30));

    private static final List<String> ENDPOINTS =
            List.of("exchange", "confirm", "login", "logout", "clear", "view", "close");
    private static final List<String> ORIGINS = List.of(
            "null",
            "",
            "http://[.]",
            "http://[::1",
            "https://evil.example",
            "file://",
            "http://a:99999",
            "http://localhost:80:80",
            "https://x\\@y");
    private static final String FORM = "application/x-www-form-urlencoded";
    // No multipart/form-data: Keycloak parses it for every resource of a realm before it asks us, and a broken one is
    // its own 500.
    private static final List<String> TYPES =
            List.of("application/json", "application/json; charset=UTF-16", FORM, "text/plain", "application/xml");
    private static final List<String> VALUES = List.of(
            "",
            "0",
            "-1",
            "zz",
            "%00",
            "null",
            "{}",
            "\"",
            "'",
            "00".repeat(48),
            "ff".repeat(300),
            "1e999",
            "Bearer x.y.z");

    private final KeycloakDistribution keycloak;
    private final Random random = new Random(SEED);
    private final ObjectMapper json = new ObjectMapper();

    MutatedRequestsDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void whateverIsSentTheServerNeitherFailsNorForgetsTheDevice() throws Exception {
        System.out.printf("%,d mutated requests, seed %d (-Drelock.fuzz.seed)%n", REQUESTS, SEED);
        URI base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
        HttpAgent agent = new HttpAgent(base, new Origin(keycloak.url().toString())).enrol();
        int log = keycloak.log().length();
        for (int i = 0; i < REQUESTS; i++) {
            String endpoint = pick(ENDPOINTS);
            byte[] body = endpoint.equals("exchange") ? agent.agent().step() : json.writeValueAsBytes(agent.proof());
            byte[] bent = random.nextInt(4) == 0 ? bendMember(body) : bendBytes(body);
            Map<String, String> headers = headers(agent);
            if (FORM.equals(headers.get("Content-Type"))) {
                bent = withoutEscapes(bent);
            }

            Reply reply = agent.post(endpoint, bent, headers);

            assertThat(reply.status())
                    .as(
                            "request %d, seed %d: %s %s %s",
                            i, SEED, endpoint, headers, new String(bent, StandardCharsets.UTF_8))
                    .isLessThan(500);
            assertThat(reply.response().body()).doesNotContain("Exception");
        }
        assertThat(keycloak.log().substring(log)).doesNotContain("\tat ").doesNotContain("ERROR");

        Reply step = agent.step();
        assertThat(step.json().path("fresh").asBoolean()).isFalse();
        assertThat(step.json().path("state").asBoolean()).isFalse();
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    /** Forms too are Keycloak's to parse, and one with a broken escape is its own 500. */
    private static byte[] withoutEscapes(byte[] body) {
        return new String(body, StandardCharsets.ISO_8859_1).replace('%', '.').getBytes(StandardCharsets.ISO_8859_1);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Map<String, String> headers(HttpAgent agent) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Origin", random.nextBoolean() ? agent.agent().origin().value() : pick(ORIGINS));
        if (random.nextInt(3) == 0) {
            headers.put("Content-Type", pick(TYPES));
        }
        for (String name : List.of(
                "X-Key-Token",
                "X-Key-Signature",
                "X-Key-Session",
                "X-Key-Time",
                "X-Key-Wildcard",
                "X-Forwarded-For",
                "Authorization")) {
            if (random.nextInt(8) == 0) {
                headers.put(name, pick(VALUES));
            }
        }
        return headers;
    }

    /** One member gets a value of another kind. */
    private byte[] bendMember(byte[] body) throws Exception {
        Map<String, Object> members = new LinkedHashMap<>();
        json.readTree(body).properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        String name = pick(List.copyOf(members.keySet()));
        members.put(name, pick(Arrays.asList(null, 1, -1, 1e300, true, List.of(1), Map.of("a", 1), pick(VALUES))));
        return json.writeValueAsBytes(members);
    }

    /** Bytes flipped, cut out, repeated or put in, in some places. */
    private byte[] bendBytes(byte[] body) {
        byte[] bent = body;
        for (int places = 1 + random.nextInt(4); places > 0 && bent.length > 0; places--) {
            int from = random.nextInt(bent.length);
            int to = Math.min(bent.length, from + random.nextInt(20));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bent, 0, from);
            switch (random.nextInt(4)) {
                case 0 -> out.write(random.nextInt(256));
                case 1 -> {
                    out.write(bent, from, to - from);
                    out.write(bent, from, to - from);
                }
                case 2 -> out.writeBytes(pick(VALUES).getBytes(StandardCharsets.UTF_8));
                default -> {
                    // Cut out.
                }
            }
            out.write(bent, to, bent.length - to);
            bent = out.toByteArray();
        }
        return bent;
    }
}
