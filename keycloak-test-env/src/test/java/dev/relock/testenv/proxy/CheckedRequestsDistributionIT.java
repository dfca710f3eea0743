package dev.relock.testenv.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.proxy.AuthorizingProxy.Kind;
import dev.relock.testenv.site.TestRealm;
import dev.relock.token.TokenContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real reverse proxies ask the gateway about each request, by the configurations that the documentation shows. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CheckedRequestsDistributionIT {
    private static final String PATH = "/account/orders?a=1&b=%20";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<Kind, AuthorizingProxy> proxies = new EnumMap<>(Kind.class);
    private final Map<Kind, HttpAgent> agents = new EnumMap<>(Kind.class);
    private TestRealm realm;
    private HttpServer application;

    @BeforeAll
    void start(KeycloakDistribution keycloak) throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/", CheckedRequestsDistributionIT::tell);
        application.start();
        realm = TestRealm.imported(keycloak);
        URI behind = URI.create("http://127.0.0.1:" + application.getAddress().getPort());
        Path directory = Artifacts.ofTheBuild().directory().resolve("proxies");
        for (Kind kind : Kind.values()) {
            Path own = directory.resolve(kind.name().toLowerCase(java.util.Locale.ROOT));
            proxies.put(kind, AuthorizingProxy.start(kind, realm.url(), behind, own));
        }
        realm.set(
                "relock.origins",
                proxies.values().stream().map(proxy -> proxy.url().toString()).collect(Collectors.joining("##")));
        realm.set("relock.originalRequest", "true");
        realm.set("relock.wildcard", "5f0c3e2a-0d2c-4f6b-9a39-6a8c1f3b7d55");
        proxies.forEach((kind, proxy) -> agents.put(
                kind,
                new HttpAgent(
                                proxy.url().resolve("/relock/"),
                                new Origin(proxy.url().toString()))
                        .enrol()));
    }

    @AfterAll
    void stop() {
        proxies.values().forEach(AuthorizingProxy::close);
        application.stop(0);
        realm.close();
    }

    /** The application: says what it was told of the browser. */
    private static void tell(HttpExchange exchange) throws IOException {
        boolean isProvePage = exchange.getRequestURI().getPath().equals("/prove.html");
        byte[] told = isProvePage
                ? "prove".getBytes(StandardCharsets.UTF_8)
                : List.of("X-Relock-Device", "X-Relock-Authenticated").stream()
                        .map(name -> name + "=" + exchange.getRequestHeaders().getOrDefault(name, List.of()))
                        .collect(Collectors.joining(" "))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, told.length);
        try (var body = exchange.getResponseBody()) {
            body.write(told);
        }
    }

    private String url(Kind kind, String path) {
        return proxies.get(kind).url() + path;
    }

    private Map<String, String> proof(Kind kind, String method, String path, String body) {
        return agents.get(kind)
                .proof(TokenContext.request(
                        method, url(kind, path), TokenContext.bodyDigest(body.getBytes(StandardCharsets.UTF_8))));
    }

    private HttpResponse<String> send(Kind kind, String method, String path, Map<String, String> headers) {
        return send(kind, method, path, "", headers);
    }

    private HttpResponse<String> send(Kind kind, String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(kind, path)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> and(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void elsewhereNobodyIsAskedAndNobodyTells(Kind kind) {
        HttpResponse<String> page = send(kind, "GET", "/", Map.of("X-Relock-Device", "somebody-else"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("X-Relock-Device=[] X-Relock-Authenticated=[]");
    }

    private String truth(Kind kind) {
        return "X-Relock-Device=[" + agents.get(kind).agent().deviceId().value() + "] X-Relock-Authenticated=[false]";
    }

    private void expectRefused(HttpResponse<String> response, String reason) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("X-Relock-Device=");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Relock error=\"" + reason + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void theApplicationIsToldWhichBrowserItIs(Kind kind) {
        HttpResponse<String> page = send(kind, "GET", PATH, proof(kind, "GET", PATH, ""));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo(truth(kind));
    }

    @ParameterizedTest
    @EnumSource
    void aNavigationCarriesItsProofInCookiesAndEachIsGoodOnce(Kind kind) {
        String cookies = agents.get(kind).proof().entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("; "));

        assertThat(send(kind, "GET", PATH, Map.of("Cookie", cookies)).body()).isEqualTo(truth(kind));
        expectRefused(send(kind, "GET", PATH, Map.of("Cookie", cookies)), "401 replayed");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverStripsTheProofDoesNotGetThrough(Kind kind) {
        expectRefused(send(kind, "GET", PATH, Map.of()), "401 missing");
        Map<String, String> unsigned = new HashMap<>(proof(kind, "GET", PATH, ""));
        unsigned.remove("X-Key-Signature");
        expectRefused(send(kind, "GET", PATH, unsigned), "401 malformed");
    }

    @ParameterizedTest
    @EnumSource
    void aProofOfAnotherRequestOpensNothing(Kind kind) {
        expectRefused(send(kind, "GET", PATH, proof(kind, "GET", "/account/orders?a=2", "")), "401 mac");
        expectRefused(send(kind, "DELETE", PATH, proof(kind, "GET", PATH, "")), "401 mac");
        // The proxy does not see the body, so it takes no proof that is bound to one.
        expectRefused(send(kind, "POST", PATH, "order", proof(kind, "POST", PATH, "order")), "401 mac");
    }

    @ParameterizedTest
    @EnumSource
    void aRecordedProofOpensNothingASecondTime(Kind kind) {
        Map<String, String> proof = proof(kind, "GET", PATH, "");
        assertThat(send(kind, "GET", PATH, proof).statusCode()).isEqualTo(200);

        expectRefused(send(kind, "GET", PATH, proof), "401 replayed");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyTellsTheApplicationWhoseBrowserItIsButTheGateway(Kind kind) {
        Map<String, String> forged = and(
                and(proof(kind, "GET", PATH, ""), "X-Relock-Device", "somebody-else"),
                "X-Relock-Authenticated",
                "true");

        assertThat(send(kind, "GET", PATH, forged).body()).isEqualTo(truth(kind));
        expectRefused(send(kind, "GET", PATH, Map.of("X-Relock-Device", "somebody-else")), "401 missing");
    }

    @ParameterizedTest
    @EnumSource
    void nobodyTellsTheGatewayOfAnotherRequestThanTheOneThatIsMade(Kind kind) {
        Map<String, String> original = and(
                and(proof(kind, "GET", "/account/public", ""), "X-Original-Method", "GET"),
                "X-Original-URL",
                url(kind, "/account/public"));
        assertThat(send(kind, "GET", PATH, original).statusCode()).isEqualTo(401);
        Map<String, String> forwarded = and(
                and(proof(kind, "GET", "/account/public", ""), "X-Forwarded-Method", "GET"),
                "X-Forwarded-Uri",
                "/account/public");
        assertThat(send(kind, "GET", PATH, forwarded).statusCode()).isEqualTo(401);
        String digest = Encoding.hex(TokenContext.bodyDigest("order".getBytes(StandardCharsets.UTF_8)));
        assertThat(send(
                                kind,
                                "POST",
                                PATH,
                                "another order",
                                and(proof(kind, "POST", PATH, "order"), "X-Original-Body-Digest", digest))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(kind, "GET", PATH, and(proof(kind, "GET", PATH, ""), "X-Key-Wildcard", "forged"))
                        .statusCode())
                .as("the proxy's wildcard replaces it")
                .isEqualTo(200);
    }

    @Test
    void envoyAsksByTheMethodOfTheOriginalRequest() throws IOException, InterruptedException {
        HttpAgent agent = agents.get(Kind.NGINX);
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(realm.url() + "/relock/auth?/orders"))
                    .method(method, BodyPublishers.noBody())
                    .header("X-Key-Wildcard", "5f0c3e2a-0d2c-4f6b-9a39-6a8c1f3b7d55");
            assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
            agent.proof().forEach(request::header);
            assertThat(HTTP.send(request.build(), BodyHandlers.ofString()).statusCode())
                    .as(method)
                    .isEqualTo(200);
        }
    }
}
