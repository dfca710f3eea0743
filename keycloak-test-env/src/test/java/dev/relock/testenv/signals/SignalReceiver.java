package dev.relock.testenv.signals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A receiver of shared signals (RFC 8935 and RFC 8936): it checks the signature of each security event token with the
 * realm's published keys before it reads it.
 */
final class SignalReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI realm;
    private final HttpServer server;
    private final Queue<String> pushed = new ConcurrentLinkedQueue<>();

    SignalReceiver(URI realm) {
        this.realm = realm;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            pushed.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        server.start();
    }

    URI pushUrl() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/signals");
    }

    /** What was pushed until now. */
    List<JsonNode> pushed() {
        return pushed.stream().map(this::verified).toList();
    }

    /** What waits to be fetched; it waits no more then. */
    List<JsonNode> poll(URI endpoint, String clientId, String secret) {
        String token = token(clientId, secret);
        JsonNode answer = post(endpoint, token, "{\"maxEvents\": 100, \"returnImmediately\": true}");
        List<JsonNode> tokens = new ArrayList<>();
        List<String> read = new ArrayList<>();
        answer.path("sets").properties().forEach(set -> {
            tokens.add(verified(set.getValue().asText()));
            read.add('"' + set.getKey() + '"');
        });
        post(
                endpoint,
                token,
                "{\"maxEvents\": 0, \"returnImmediately\": true, \"ack\": [" + String.join(",", read) + "]}");
        return tokens;
    }

    private String token(String clientId, String secret) {
        String form = Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        secret,
                        "scope",
                        "ssf.read ssf.manage")
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return send(request).required("access_token").asText();
    }

    /** Sends JSON to an endpoint of Keycloak's. */
    static JsonNode post(URI endpoint, String token, String body) {
        return send(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(request.uri() + " was answered " + response.statusCode() + response.body());
            }
            return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode verified(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWKSet keys = JWKSet.load(
                    URI.create(realm + "/protocol/openid-connect/certs").toURL());
            boolean good = jwt.verify(new RSASSAVerifier(
                    keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey()));
            if (!good || !"secevent+jwt".equals(jwt.getHeader().getType().getType())) {
                throw new AssertionError("Not a security event token of the realm: " + token);
            }
            return JSON.readTree(jwt.getPayload().toString());
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(token, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
