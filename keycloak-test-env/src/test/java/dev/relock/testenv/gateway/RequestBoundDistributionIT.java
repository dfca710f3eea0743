package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.RealmAttributes;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are good for one request, where they may be used, and where a realm demands them. */
@KeycloakTest
final class RequestBoundDistributionIT {
    /** A client of the demo realm, and one of its web origins. */
    private static final String CLIENT = "demo-spa";

    private static final Origin APPLICATION = new Origin("http://localhost:8000");
    private static final String ORDERS = "http://localhost:8000/orders?a=1";

    private final DemoSite site;
    private final URI base;
    private final Origin keycloak;
    private RealmAttributes attributes;
    private HttpAgent agent;

    RequestBoundDistributionIT(KeycloakDistribution server) {
        site = new DemoSite(server);
        base = URI.create(server.realm(DemoRealm.NAME) + "/relock/");
        keycloak = new Origin(server.url().toString());
    }

    @BeforeEach
    void enrol() {
        attributes = new RealmAttributes(site.realm());
        agent = new HttpAgent(base, APPLICATION).enrol();
    }

    @AfterEach
    void close() {
        attributes.close();
        site.close();
    }

    private static TokenContext bound(String method, String url, String body) {
        return TokenContext.request(method, url, TokenContext.bodyDigest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, String> stating(TokenContext context, String method, String url) {
        Map<String, String> fields = new HashMap<>(agent.proof(context));
        fields.put("method", method);
        fields.put("url", url);
        return fields;
    }

    /** As {@code relock.fetch} sends it: the proof in headers, the body as it is. */
    private Reply fetched(HttpAgent sender, String endpoint, TokenContext context, String body) {
        Map<String, String> headers = new LinkedHashMap<>(sender.proof(context));
        headers.put("Origin", sender.agent().origin().value());
        return sender.post(endpoint, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    // A realm demands it

    @Test
    void aClientThatDemandsBoundTokensTakesNoOthers() {
        attributes.set("relock.boundClients", CLIENT + "##another");

        Reply unbound = agent.call("confirm");
        assertThat(unbound.status()).isEqualTo(401);
        assertThat(unbound.json().path("message").asText()).contains("bound to the request");
        Reply auth = agent.get("auth", agent.proof());
        assertThat(auth.status()).isEqualTo(401);
        assertThat(auth.response().headers().firstValue("WWW-Authenticate").orElseThrow())
                .isEqualTo("Relock error=\"401 unbound\"");
        // A token bound to the question itself is bound to none of the application's requests.
        assertThat(fetched(agent, "confirm", bound("POST", APPLICATION + "/relock/confirm", ""), "")
                        .status())
                .isEqualTo(401);

        Map<String, String> right = stating(bound("GET", ORDERS, ""), "GET", ORDERS);
        assertThat(agent.send("confirm", right).status()).isEqualTo(200);
        assertThat(agent.send("confirm", stating(TokenContext.none(), "GET", ORDERS))
                        .status())
                .as("an unbound token that is said to be bound")
                .isEqualTo(401);
    }

    @Test
    void otherOriginsAndTheGatewaysOwnEndpointsTakeUnboundTokensAllTheSame() {
        attributes.set("relock.boundClients", CLIENT);

        assertThat(new HttpAgent(base, keycloak).enrol().call("confirm").status())
                .isEqualTo(200);
        assertThat(agent.call("logout").status()).isEqualTo(200);
        assertThat(agent.call("view").status()).isEqualTo(204);
        assertThat(agent.call("clear").status()).isEqualTo(200);
        assertThat(agent.call("logout").status()).as("after it was cleared").isEqualTo(410);
    }

    // The gateway's own endpoints

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000/relock/",
        "http://localhost:8000/realms/relock-demo/relock/",
    })
    void theGatewaysEndpointsTakeATokenBoundToExactlyThisRequest(String folder) {
        for (String endpoint : new String[] {"logout", "confirm"}) {
            assertThat(fetched(agent, endpoint, bound("POST", folder + endpoint, "{}"), "{}")
                            .status())
                    .as(endpoint)
                    .isEqualTo(200);
        }
        assertThat(fetched(agent, "close", bound("POST", folder + "close", ""), "")
                        .status())
                .isEqualTo(204);
        assertThat(agent.call("confirm").status()).as("the tab is closed").isEqualTo(409);
    }

    @Test
    void aPageOfKeycloaksOwnMayDoSoToo() {
        HttpAgent own = new HttpAgent(base, keycloak).enrol();

        assertThat(fetched(own, "confirm", bound("POST", base + "confirm", ""), "")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, http://localhost:8000/relock/logout, {}",
        "POST, http://localhost:8000/relock/confirm, {}",
        "POST, http://localhost:8000/relock/logout?a, {}",
        "POST, http://localhost:8001/relock/logout, {}",
        "POST, http://localhost:8000/orders, {}",
        "POST, http://localhost:8000/relock/logout, {\"forget\":true}",
        "POST, http://localhost:8000/relock/logout, ''",
    })
    void aTokenThatIsBoundToAnotherRequestIsWorthlessAtTheGateway(String method, String url, String body) {
        assertThat(fetched(agent, "logout", bound(method, url, body), "{}").status())
                .isEqualTo(401);
    }

    // Behind a reverse proxy

    @Test
    void authTakesATokenThatIsBoundToTheOriginalRequestWhereTheRealmTrustsItsProxy() {
        attributes.set("relock.originalRequest", "true");
        attributes.set("relock.boundClients", CLIENT);

        assertThat(auth("GET", ORDERS, Map.of("X-Original-Method", "GET", "X-Original-URL", ORDERS)))
                .isEqualTo(200);
        assertThat(auth(
                        "GET",
                        ORDERS,
                        Map.of(
                                "X-Forwarded-Method", "GET",
                                "X-Forwarded-Proto", "http",
                                "X-Forwarded-Host", "localhost:8000",
                                "X-Forwarded-Uri", "/orders?a=1")))
                .isEqualTo(200);
        String digest = Encoding.hex(TokenContext.bodyDigest(new byte[0]));
        assertThat(auth(
                        "POST",
                        ORDERS,
                        Map.of(
                                "X-Original-Method", "POST",
                                "X-Original-URL", ORDERS,
                                "X-Original-Body-Digest", digest)))
                .isEqualTo(200);
    }

    @Test
    void authRefusesATokenThatIsBoundToAnotherRequestOrToABodyThatNobodySaw() {
        attributes.set("relock.originalRequest", "true");

        assertThat(auth("GET", ORDERS, Map.of("X-Original-Method", "DELETE", "X-Original-URL", ORDERS)))
                .isEqualTo(401);
        assertThat(auth("GET", ORDERS, Map.of("X-Original-Method", "GET", "X-Original-URL", ORDERS + "2")))
                .isEqualTo(401);
        assertThat(auth("POST", ORDERS, Map.of("X-Original-Method", "POST", "X-Original-URL", ORDERS)))
                .isEqualTo(401);
        assertThat(auth("GET", ORDERS, Map.of())).isEqualTo(401);
        assertThat(agent.get("auth", agent.proof()).status())
                .as("an unbound token, as before")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false"})
    void whereTheRealmDoesNotTrustItsProxyTheHeadersOfAStrangerMakeNoTokenGood(String trusted) {
        attributes.set("relock.originalRequest", trusted);

        assertThat(auth("GET", ORDERS, Map.of("X-Original-Method", "GET", "X-Original-URL", ORDERS)))
                .isEqualTo(401);
    }

    private int auth(String method, String url, Map<String, String> told) {
        Map<String, String> headers = new LinkedHashMap<>(agent.proof(bound(method, url, "")));
        headers.putAll(told);
        return agent.get("auth", headers).status();
    }
}
