package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The endpoints of a real gateway, spoken to by an agent that needs no browser. */
@KeycloakTest
class GatewayDistributionIT {
    private URI base;
    private Origin origin;

    @BeforeEach
    void locate(KeycloakDistribution keycloak) {
        base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
        origin = new Origin(keycloak.url().toString());
    }

    private HttpAgent enrolled() {
        return new HttpAgent(base, origin).enrol();
    }

    @Test
    void anEnrolledBrowserRotatesAndProvesItself() {
        HttpAgent agent = enrolled();
        for (int i = 0; i < 5; i++) {
            assertThat(agent.step().json().get("fresh").asBoolean()).isFalse();
            Reply confirmed = agent.call("confirm");
            assertThat(confirmed.status()).isEqualTo(200);
            assertThat(confirmed.json().get("status_code").asInt()).isEqualTo(200);
            assertThat(confirmed.json().get("device_id").asText())
                    .isEqualTo(agent.agent().deviceId().value());
            assertThat(confirmed.json().get("authenticated").asBoolean()).isFalse();
        }
    }

    @Test
    void theFirstContactIsFreshAndHasNoOwner() {
        HttpAgent agent = new HttpAgent(base, origin);
        Reply challenged = agent.exchange(agent.agent().step());
        assertThat(challenged.status()).isEqualTo(409);
        agent.agent().learnIssuer(HttpAgent.payload(challenged).get("iss").asText());
        Reply answer = agent.exchange(agent.agent()
                .enrol(HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge")), false));
        assertThat(answer.json().get("fresh").asBoolean()).isTrue();
        assertThat(answer.json().get("valid").asBoolean()).isTrue();
        assertThat(answer.json().get("owner").asBoolean()).isFalse();
    }

    @Test
    void theSealedCookieIsOutOfReachOfScriptAndOfOtherSites() {
        HttpAgent agent = enrolled();
        HttpResponse<String> response = agent.step().response();
        List<String> cookies = response.headers().allValues("Set-Cookie");
        assertThat(cookies)
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Secure-RELOCK=")
                        .containsIgnoringCase("HttpOnly")
                        .containsIgnoringCase("Secure")
                        .containsIgnoringCase("SameSite=Strict")
                        .containsIgnoringCase("Path=" + base.getPath())
                        .hasSizeLessThan(2048));
        assertThat(cookies)
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("X-Key-Session=")
                        .doesNotContainIgnoringCase("HttpOnly")
                        .containsIgnoringCase("Path=/realms/" + DemoRealm.NAME + "/"));
    }

    @Test
    void aReplayedTokenIsAcceptedOnce() {
        HttpAgent agent = enrolled();
        Map<String, String> proof = agent.proof();
        assertThat(agent.send("confirm", proof).status()).isEqualTo(200);
        assertThat(agent.send("confirm", proof).status()).isEqualTo(401);
    }

    @Test
    void aTokenReplayedInParallelIsAcceptedOnce() {
        HttpAgent agent = enrolled();
        for (int round = 0; round < 10; round++) {
            Map<String, String> proof = agent.proof();
            long accepted = IntStream.range(0, 8)
                    .parallel()
                    .filter(i -> agent.copy().send("confirm", proof).status() == 200)
                    .count();
            assertThat(accepted).isEqualTo(1);
        }
    }

    @Test
    void headersTakePrecedenceOverTheBodyAndTheBodyOverCookies() {
        HttpAgent agent = enrolled();
        Map<String, String> junk = new HashMap<>(agent.proof());
        junk.put("X-Key-Token", "00".repeat(32));
        Map<String, String> headers = new HashMap<>(agent.proof());
        headers.put("Origin", origin.value());
        assertThat(agent.send("confirm", junk, headers).status()).isEqualTo(200);
        assertThat(agent.send("confirm", agent.proof(), Map.of("Cookie", "X-Key-Token=" + "00".repeat(32)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theProofMayComeAsAForm() {
        HttpAgent agent = enrolled();

        assertThat(agent.submit("confirm", agent.proof()).status()).isEqualTo(200);
        assertThat(agent.submit("confirm", Map.of("X-Key-Token", "0".repeat(10_000)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aTokenForOneRequestIsGoodForThatRequestOnly() {
        HttpAgent agent = enrolled();
        TokenContext context =
                TokenContext.request("POST", "https://api.example.org/pay", TokenContext.bodyDigest(new byte[] {1}));
        String digest = Encoding.hex(TokenContext.bodyDigest(new byte[] {1}));
        Map<String, String> right = new HashMap<>(agent.proof(context));
        right.putAll(Map.of("method", "POST", "url", "https://api.example.org/pay", "body_digest", digest));
        assertThat(agent.send("confirm", right).status()).isEqualTo(200);

        List<Map<String, String>> wrong = new ArrayList<>();
        wrong.add(Map.of("method", "PUT", "url", "https://api.example.org/pay", "body_digest", digest));
        wrong.add(Map.of("method", "POST", "url", "https://api.example.org/other", "body_digest", digest));
        wrong.add(Map.of("method", "POST", "url", "https://api.example.org/pay"));
        wrong.add(Map.of());
        for (Map<String, String> stated : wrong) {
            Map<String, String> fields = new HashMap<>(agent.proof(context));
            fields.putAll(stated);
            assertThat(agent.send("confirm", fields).status()).as("%s", stated).isEqualTo(401);
        }
    }

    @Test
    void aFormBoundTokenIsWorthlessAtConfirm() {
        HttpAgent agent = enrolled();
        assertThat(agent.send("confirm", agent.proof(TokenContext.loginForm("relock-demo", "demo-web", "tab")))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void loginWithoutProofOfTheUserIs401() {
        HttpAgent agent = enrolled();
        Map<String, String> fields = new HashMap<>(agent.proof());
        fields.put("user", "alice");
        Reply reply = agent.send("login", fields);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().get("status_code").asInt()).isEqualTo(401);
        assertThat(agent.call("confirm").json().get("authenticated").asBoolean())
                .isFalse();
    }

    @Test
    void logoutMayBeRepeated() {
        HttpAgent agent = enrolled();
        assertThat(agent.call("logout").status()).isEqualTo(200);
        assertThat(agent.call("logout").status()).isEqualTo(200);
    }

    @Test
    void clearEndsTheDeviceAndLeavesATombstone() {
        HttpAgent agent = enrolled();
        assertThat(agent.call("clear").status()).isEqualTo(200);
        assertThat(agent.call("confirm").status()).isEqualTo(410);
        assertThat(agent.exchange(agent.agent().step()).status()).isEqualTo(410);
    }

    @Test
    void clearWithoutProofChangesNothing() {
        HttpAgent agent = enrolled();
        assertThat(agent.send("clear", Map.of("X-Key-Session", agent.agent().session()))
                        .status())
                .isEqualTo(200);
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    @Test
    void aClosedTabsTokensAreOver() {
        HttpAgent agent = enrolled();
        assertThat(agent.send("close", Map.of()).status()).isEqualTo(204);
        assertThat(agent.call("confirm").status()).isEqualTo(200);
        assertThat(agent.call("view").status()).isEqualTo(204);
        assertThat(agent.call("close").status()).isEqualTo(204);
        assertThat(agent.call("confirm").status()).isEqualTo(409);
        agent.step();
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    @Test
    void authTellsAReverseProxyByStatusAndHeaders() {
        HttpAgent agent = enrolled();
        Reply good = agent.get("auth", agent.proof());
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.response().headers().firstValue("X-Relock-Device"))
                .contains(agent.agent().deviceId().value());

        Map<String, String> proof = agent.proof();
        agent.call("close");
        Reply stale = agent.get("auth", proof);
        assertThat(stale.status()).isEqualTo(401);
        assertThat(stale.response().headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Relock error=\"409");
        assertThat(agent.get("auth", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void aCopiedProfileEndsForBoth() {
        HttpAgent agent = enrolled();
        HttpAgent thief = agent.copy();
        agent.step();
        Reply challenged = thief.exchange(thief.agent().step());
        assertThat(challenged.status()).isEqualTo(409);
        assertThat(HttpAgent.payload(challenged).get("held").asText()).isEqualTo("other");
        byte[] challenge = HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"));
        assertThat(thief.exchange(thief.agent().conflict(challenge)).status()).isEqualTo(410);
        assertThat(agent.call("confirm").status()).isIn(404, 410);
        assertThat(agent.exchange(agent.agent().step()).status()).isEqualTo(410);
    }

    @Test
    void cookiesAndHeadersCopiedElsewhereProveNothing() {
        HttpAgent agent = enrolled();
        HttpAgent thief = new HttpAgent(base, origin);
        Map<String, String> stolen = Map.of(
                "Cookie",
                "X-Key-Session=" + agent.cookie("X-Key-Session") + "; __Secure-RELOCK="
                        + agent.cookie("__Secure-RELOCK"));
        assertThat(thief.send("confirm", Map.of(), stolen).status()).isEqualTo(401);
        Reply first = thief.post("exchange", thief.agent().step(), withOrigin(stolen));
        assertThat(first.status()).isEqualTo(409);
        assertThat(HttpAgent.payload(first).get("held").asText()).isEqualTo("none");
    }

    private Map<String, String> withOrigin(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Origin", origin.value());
        return all;
    }

    @Test
    void anOriginThatIsNotTheSignedOneOrNotAllowedIsRefused() {
        HttpAgent agent = enrolled();
        assertThat(agent.post("exchange", agent.agent().step(), Map.of("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(401);
        assertThat(agent.post("exchange", agent.agent().step(), Map.of()).status())
                .isEqualTo(401);
        assertThat(agent.send("confirm", agent.proof(), Map.of("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(401);
        HttpAgent evil = new HttpAgent(base, new Origin("https://evil.example"));
        assertThat(evil.exchange(evil.agent().step()).status()).isEqualTo(401);
    }

    @Test
    void theAgentScriptIsRevalidatedAndItsVersionedFormIsNot() {
        HttpAgent agent = new HttpAgent(base, origin);
        Reply script = agent.get("relock.js", Map.of());
        assertThat(script.status()).isEqualTo(200);
        assertThat(script.response().headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/javascript");
        assertThat(script.response().headers().firstValue("Cache-Control")).contains("no-cache");
        String etag = script.response().headers().firstValue("ETag").orElseThrow();
        assertThat(agent.get("relock.js", Map.of("If-None-Match", etag)).status())
                .isEqualTo(304);
        assertThat(agent.get("relock.0.0.0-none.js", Map.of()).status()).isEqualTo(404);
    }
}
