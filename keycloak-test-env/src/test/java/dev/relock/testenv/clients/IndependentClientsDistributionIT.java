package dev.relock.testenv.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** OpenID Connect clients that others wrote sign in through the flow and read the claims. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IndependentClientsDistributionIT {
    private static final Path DIRECTORY = Artifacts.ofTheBuild().directory().resolve("clients");

    private TestRealm realm;
    private OidcClient client;
    private Person person;
    private HttpBrowser browser;

    @BeforeAll
    void somebodyOwnsABrowser(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        client = realm.client();
        person = realm.somebody();
        browser = realm.browser();
        client.own(browser, person);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    void openidClientReadsTheClaimsOfTokensAndEndpoints() {
        try (OpenidClient openid = OpenidClient.start(client, DIRECTORY.resolve("openid-client"))) {
            URI callback = signIn(openid.request());

            JsonNode told = openid.finish(callback);

            for (String place : new String[] {"claims", "userinfo", "introspection"}) {
                expectTrusted(
                        place,
                        told.path(place).path("relock_state").asText(),
                        told.path(place).path("relock_device_id").asText());
                assertThat(told.path(place).path("relock_proven_at").isIntegralNumber())
                        .isTrue();
            }
        }
    }

    @Test
    void modAuthOpenidcHandsTheClaimsToItsApplication() throws IOException, InterruptedException {
        try (ApacheClient apache = ApacheClient.start(FreePort.find(), client, DIRECTORY.resolve("apache"))) {
            HttpClient user = HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            URI callback = signIn(location(get(user, apache.page())));
            URI back = location(get(user, callback));
            assertThat(back).isEqualTo(apache.page());

            HttpResponse<String> page = get(user, back);

            assertThat(page.statusCode()).isEqualTo(200);
            expectTrusted("headers", header(page, "X-State"), header(page, "X-Device"));
            assertThat(header(page, "X-Login-State")).isEqualTo("trusted");
            assertThat(header(page, "X-Assurance")).isEqualTo("mfa");
        }
    }

    private URI signIn(URI request) {
        return HttpSignIn.begin(browser.forgetCookies(), person, client.id(), request)
                .givePassword()
                .callback();
    }

    private void expectTrusted(String where, String state, String device) {
        assertThat(state).as(where).isEqualTo("trusted");
        assertThat(device)
                .as(where)
                .isEqualTo(browser.agent().agent().deviceId().value());
    }

    private static HttpResponse<String> get(HttpClient user, URI uri) throws IOException, InterruptedException {
        // Whoever does not ask for a page is answered 401 and not sent to sign in.
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Accept", "text/html").build();
        return user.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI location(HttpResponse<String> response) {
        return response.uri().resolve(header(response, "Location"));
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers()
                .firstValue(name)
                .orElseThrow(() -> new AssertionError("No " + name + " in " + response + "\n" + response.body()));
    }
}
