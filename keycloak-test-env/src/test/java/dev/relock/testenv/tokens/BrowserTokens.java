package dev.relock.testenv.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.site.DocumentedPolicies;
import dev.relock.testenv.site.TestRealm;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A realm with the client policies of the documentation, and an application in it whose pages run the agent. */
final class BrowserTokens implements AutoCloseable {
    static final Origin APPLICATION = new Origin("http://localhost:8000");

    private final TestRealm realm;

    private BrowserTokens(TestRealm realm) {
        this.realm = realm;
    }

    static BrowserTokens in(TestRealm realm) {
        DocumentedPolicies.importInto(realm);
        return new BrowserTokens(realm);
    }

    TestRealm realm() {
        return realm;
    }

    /** A public client with this value of the attribute that the policies look at. */
    OidcClient client(String browserTokens) {
        return realm.client(client -> {
            client.setPublicClient(true);
            client.setDirectAccessGrantsEnabled(true);
            client.setWebOrigins(List.of(APPLICATION.value()));
            client.setAttributes(Map.of("browser.tokens", browserTokens));
        });
    }

    /** A browser on the application's pages. */
    HttpAgent page() {
        return new HttpAgent(URI.create(realm.url() + "/relock/"), APPLICATION).enrol();
    }

    static String device(HttpAgent page) {
        return page.agent().deviceId().value();
    }

    /** A code for somebody who signs in from that page. */
    String code(OidcClient client, Map<String, String> more) {
        HttpBrowser browser = realm.browser();
        HttpSignIn signIn = client.signIn(browser, realm.somebody(), more)
                .givePassword()
                .giveOneTimePassword()
                .declineToTrust();
        return HttpSignIn.parameter(signIn.callback(), "code");
    }

    static Map<String, String> redeeming(String code) {
        return Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", OidcClient.CALLBACK.toString());
    }

    static Map<String, String> refreshing(Tokens tokens) {
        return Map.of("grant_type", "refresh_token", "refresh_token", tokens.raw("refresh_token"));
    }

    /** The grant with the proof of a page that shows what is shown in it. */
    static Map<String, String> proven(HttpAgent page, OidcClient client, Map<String, String> grant) {
        return proven(page, client, grant, grant.getOrDefault("code", grant.get("refresh_token")));
    }

    /** The same with a proof for something else. */
    static Map<String, String> proven(HttpAgent page, OidcClient client, Map<String, String> grant, String shown) {
        Map<String, String> fields = new LinkedHashMap<>(grant);
        fields.putAll(page.proof(TokenContext.request(
                "POST",
                client.tokenEndpoint().toString(),
                TokenContext.bodyDigest(shown.getBytes(StandardCharsets.UTF_8)))));
        return fields;
    }

    /** Signs in from this page, and redeems the code there. */
    Tokens signedIn(HttpAgent page, OidcClient client) {
        String code = code(client, Map.of("relock_device", device(page)));
        return tokens(client.grant(proven(page, client, redeeming(code))));
    }

    static Tokens tokens(JsonNode answer) {
        if (!answer.has("access_token")) {
            throw new AssertionError("No tokens: " + answer);
        }
        return new Tokens(answer);
    }

    @Override
    public void close() {
        realm.close();
    }
}
