package dev.relock.testenv.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.testenv.site.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A confidential OpenID Connect client, as small as one can be.
 *
 * @param realm its issuer
 */
public record OidcClient(URI realm, String id, String secret) {
    /** Nothing listens there; what counts is what Keycloak sends. */
    public static final URI CALLBACK = URI.create("http://localhost:1/callback");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Where it sends its users. */
    public URI request(Map<String, String> more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", id);
        query.put("redirect_uri", CALLBACK.toString());
        query.put("scope", "openid");
        query.putAll(more);
        return URI.create(endpoint("auth") + "?" + HttpBrowser.encode(query));
    }

    public HttpSignIn signIn(HttpBrowser browser, Person person) {
        return signIn(browser, person, Map.of());
    }

    public HttpSignIn signIn(HttpBrowser browser, Person person, Map<String, String> more) {
        return HttpSignIn.begin(browser, person, id, request(more));
    }

    /** For a request that leads to this client's login by another way. */
    public HttpSignIn begin(HttpBrowser browser, Person person, URI address) {
        return HttpSignIn.begin(browser, person, id, address);
    }

    /** RFC 8628, section 3.1. */
    public JsonNode deviceCode() {
        return post("auth/device", Map.of("scope", "openid"));
    }

    public Tokens redeemDeviceCode(JsonNode asked) {
        return tokens(Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:device_code",
                "device_code",
                asked.path("device_code").asText()));
    }

    /** The resource owner password grant, whatever it is answered. */
    public JsonNode directGrant(Person person, Map<String, String> more) {
        Map<String, String> grant = new LinkedHashMap<>(Map.of(
                "grant_type", "password", "scope", "openid", "username", person.name(), "password", person.password()));
        grant.putAll(more);
        return post("token", grant);
    }

    /** Signs in with both factors and trusts the browser. */
    public Tokens own(HttpBrowser browser, Person person) {
        return redeem(
                signIn(browser, person).givePassword().giveOneTimePassword().trustThisBrowser());
    }

    public Tokens redeem(HttpSignIn finished) {
        return tokens(Map.of(
                "grant_type", "authorization_code",
                "code", HttpSignIn.parameter(finished.callback(), "code"),
                "redirect_uri", CALLBACK.toString()));
    }

    public Tokens refresh(Tokens tokens) {
        return tokens(Map.of("grant_type", "refresh_token", "refresh_token", tokens.raw("refresh_token")));
    }

    public JsonNode userinfo(Tokens tokens) {
        return send(HttpRequest.newBuilder(endpoint("userinfo"))
                .header("Authorization", "Bearer " + tokens.raw("access_token"))
                .GET());
    }

    public JsonNode introspection(Tokens tokens) {
        return post("token/introspect", Map.of("token", tokens.raw("access_token")));
    }

    /** Whatever the token endpoint answers, tokens or an error. */
    public JsonNode grant(Map<String, String> fields) {
        return post("token", fields);
    }

    /** Where tokens are asked for. */
    public URI tokenEndpoint() {
        return endpoint("token");
    }

    private Tokens tokens(Map<String, String> grant) {
        return new Tokens(post("token", grant));
    }

    private JsonNode post(String endpoint, Map<String, String> fields) {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("client_id", id);
        form.put("client_secret", secret);
        return send(HttpRequest.newBuilder(endpoint(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(HttpBrowser.encode(form))));
    }

    private URI endpoint(String name) {
        return URI.create(realm + "/protocol/openid-connect/" + name);
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
