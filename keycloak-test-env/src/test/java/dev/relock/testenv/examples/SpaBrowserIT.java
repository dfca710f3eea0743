package dev.relock.testenv.examples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.process.ServerProcess;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DocumentedPolicies;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code examples/spa}: oidc-client-ts with tokens that belong to the browser, and the gateway on Keycloak's own host. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SpaBrowserIT {
    private static final String USER = """
            () => JSON.parse(sessionStorage.getItem(
                Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:'))))""";

    private TestRealm realm;
    private ServerProcess application;
    private OidcClient spa;
    private String origin;

    @BeforeAll
    void start(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        DocumentedPolicies.importInto(realm);
        int port = FreePort.find();
        origin = "http://localhost:" + port;
        realm.set("relock.origins", origin);
        spa = realm.client(it -> {
            it.setPublicClient(true);
            it.setRedirectUris(List.of(origin + "/*"));
            it.setWebOrigins(List.of(origin));
            it.setAttributes(Map.of(
                    "dpop.bound.access.tokens", "true",
                    "pkce.code.challenge.method", "S256",
                    "browser.tokens", "always",
                    "post.logout.redirect.uris", "+"));
        });
        OidcClient api = realm.client(it -> it.setWebOrigins(List.of(origin)));
        String issuer = realm.url().toString();
        String host = keycloak.url().toString();
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT",
                Integer.toString(port),
                "ORIGIN",
                origin,
                "ISSUER",
                issuer,
                "KEYCLOAK",
                host,
                "CLIENT_ID",
                api.id(),
                "CLIENT_SECRET",
                api.secret()));
        environment.putAll(Map.of("VITE_ISSUER", issuer, "VITE_KEYCLOAK", host, "VITE_CLIENT_ID", spa.id()));
        application = NodeExample.install("spa", environment).build().start(port);
    }

    @AfterAll
    void stop() {
        application.close();
        realm.close();
    }

    private Page signedIn(BrowserProfile browser, Person person) {
        Page page = browser.page();
        page.navigate(origin + "/");
        Screen.leave(page, "#sign-in");
        SignIn.at(browser, person).givePassword().giveOneTimePassword().declineToTrust();
        assertThat(page.locator("#who")).hasText("Signed in as " + person.name());
        return page;
    }

    @Test
    void theUserOrdersChangesViewsGetsNewTokensAndSignsOut(Browsers browsers) {
        Person person = realm.somebody();
        Page page = signedIn(browsers.newProfile(), person);

        page.click("#order");
        assertThat(page.locator("#result")).hasText("Ordered tea");
        page.click("#show-account");
        assertThat(page.locator("#profile")).hasText(person.name() + ", in this browser");
        page.click("#show-orders");
        page.click("#refresh");
        assertThat(page.locator("#result")).hasText("New tokens");
        page.click("#order");
        assertThat(page.locator("#result")).hasText("Ordered tea");

        page.click("#sign-out");
        assertThat(page.locator("#who")).hasText("Nobody is signed in");
        assertThat(page.evaluate(
                        "async () => (await relock.fetch('/api/orders', { method: 'POST', body: '{}' })).status"))
                .isEqualTo(403);
    }

    @Test
    void theTokensAreWorthNothingWithoutThisBrowsersKeys(Browsers browsers) throws Exception {
        Page page = signedIn(browsers.newProfile(), realm.somebody());
        JsonNode user = new ObjectMapper().valueToTree(page.evaluate(USER));
        String accessToken = user.path("access_token").asText();
        assertThat(user.path("token_type").asText()).isEqualTo("DPoP");

        assertThat(userinfo("Bearer " + accessToken, null)).isEqualTo(401);
        assertThat(userinfo("DPoP " + accessToken, null)).isEqualTo(401);
        assertThat(userinfo("DPoP " + accessToken, proofByAnotherKey(accessToken)))
                .isEqualTo(401);
        assertThat(spa.grant(Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                user.path("refresh_token").asText()))
                        .has("access_token"))
                .isFalse();
        page.click("#refresh");
        assertThat(page.locator("#result")).hasText("New tokens");
    }

    @Test
    void aThiefWhoTakesThePagesStorageGetsNoNewTokensAndOrdersNothing(Browsers browsers) {
        Page page = signedIn(browsers.newProfile(), realm.somebody());
        Object stored = page.evaluate("() => ({ ...sessionStorage })");
        Page thief = browsers.newProfile().page();
        thief.navigate(origin + "/");
        assertThat(thief.locator("#who")).hasText("Nobody is signed in");
        thief.evaluate("(stored) => Object.assign(sessionStorage, stored)", stored);

        thief.reload();

        assertThat(thief.locator("#who")).containsText("Signed in as");
        thief.click("#order");
        assertThat(thief.locator("#result")).hasText("Refused (403)");
        Object refreshed =
                thief.waitForResponse("**/token", () -> thief.click("#refresh")).status();
        assertThat(refreshed).isEqualTo(400);
    }

    private URI userinfo() {
        return URI.create(realm.url() + "/protocol/openid-connect/userinfo");
    }

    private int userinfo(String authorization, String proof) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(userinfo()).header("Authorization", authorization);
        if (proof != null) {
            request.header("DPoP", proof);
        }
        HttpResponse<String> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        return response.statusCode();
    }

    private String proofByAnotherKey(String accessToken) throws JOSEException {
        return new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256)
                .createDPoPJWT("GET", userinfo(), new DPoPAccessToken(accessToken))
                .serialize();
    }
}
