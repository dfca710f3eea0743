package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.RealmAttributes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that call the gateway without a proxy of their own origin in between: who may read its answers. */
@KeycloakTest
final class CrossOriginDistributionIT {
    /** A web origin of a client of the demo realm. */
    private static final Origin APPLICATION = new Origin("http://localhost:8000");

    private final DemoSite site;
    private final URI base;
    private RealmAttributes attributes;

    CrossOriginDistributionIT(KeycloakDistribution server) {
        site = new DemoSite(server);
        base = URI.create(server.realm(DemoRealm.NAME) + "/relock/");
    }

    @BeforeEach
    void open() {
        attributes = new RealmAttributes(site.realm());
    }

    @AfterEach
    void close() {
        attributes.close();
        site.close();
    }

    private HttpResponse<String> send(String method, String endpoint, String origin)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(endpoint))
                .method(method, BodyPublishers.noBody())
                .header("Origin", origin);
        if (method.equals("OPTIONS")) {
            request.header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "content-type,x-key-token");
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpHeaders headers, String name) {
        return String.join(",", headers.allValues(name));
    }

    private static void expectNothing(HttpHeaders headers) {
        assertThat(headers.map().keySet()).noneMatch(name -> name.regionMatches(true, 0, "access-control-", 0, 15));
        assertThat(header(headers, "Vary")).containsIgnoringCase("Origin");
    }

    @Test
    void aPageOfAnAllowedOriginMayAskAndReadWhateverComes() throws IOException, InterruptedException {
        HttpHeaders preflight = send("OPTIONS", "exchange", APPLICATION.value()).headers();
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(APPLICATION.value());
        assertThat(header(preflight, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("POST");
        assertThat(header(preflight, "Access-Control-Allow-Headers"))
                .contains("Content-Type", "Authorization", "DPoP", "X-Key-Token", "X-Key-Signature", "X-Key-Session")
                .doesNotContain("X-Key-Wildcard");
        assertThat(header(preflight, "Vary")).contains("Origin");

        for (String endpoint : new String[] {"exchange", "login", "logout", "confirm", "clear", "view", "close"}) {
            HttpHeaders answer = send("POST", endpoint, APPLICATION.value()).headers();
            assertThat(header(answer, "Access-Control-Allow-Origin"))
                    .as(endpoint)
                    .isEqualTo(APPLICATION.value());
            assertThat(header(answer, "Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(header(answer, "Vary")).contains("Origin");
        }
        for (String script : new String[] {"relock.js", "auth"}) {
            assertThat(header(send("GET", script, APPLICATION.value()).headers(), "Access-Control-Allow-Origin"))
                    .isEqualTo(APPLICATION.value());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8001",
                "https://localhost:8000",
                "http://localhost:8000.evil.example",
                "http://localhost:8000/",
                "null",
                "*"
            })
    void aPageOfAnyOtherOriginIsToldNothing(String origin) throws IOException, InterruptedException {
        HttpResponse<String> preflight = send("OPTIONS", "exchange", origin);

        assertThat(preflight.statusCode()).isEqualTo(403);
        expectNothing(preflight.headers());
        expectNothing(send("POST", "confirm", origin).headers());
        expectNothing(send("GET", "relock.js", origin).headers());
    }

    @Test
    void whereEverybodyHasToComeThroughAProxyNobodyIsLetInWithout() throws IOException, InterruptedException {
        attributes.set("relock.wildcard", "d3a3b7ea-6a37-4b44-9a6c-3a2f5a8b9c10");

        expectNothing(send("OPTIONS", "exchange", APPLICATION.value()).headers());
    }

    @Test
    void anOriginThatTheRealmNamesIsAllowedFromThenOn() throws IOException, InterruptedException {
        String origin = "https://shop.example.org";
        expectNothing(send("OPTIONS", "exchange", origin).headers());

        attributes.set("relock.origins", origin);

        assertThat(header(send("OPTIONS", "exchange", origin).headers(), "Access-Control-Allow-Origin"))
                .isEqualTo(origin);
    }

    @Test
    void suchAPageGetsNoCookiesThatWouldLieWhereKeycloaksOwnPagesHaveTheirs() {
        HttpAgent page = new HttpAgent(base, APPLICATION)
                .sending("Sec-Fetch-Site", "same-site")
                .enrol();
        Reply proxied = new HttpAgent(base, APPLICATION)
                .sending("Sec-Fetch-Site", "same-origin")
                .enrol()
                .step();

        assertThat(page.step().response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(page.send("confirm", page.proof(), Map.of("Origin", APPLICATION.value()))
                        .status())
                .isEqualTo(200);
        assertThat(proxied.response().headers().allValues("Set-Cookie")).hasSize(2);
    }
}
