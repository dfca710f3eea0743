package dev.relock.testenv.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Origin;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.testenv.openapi.Description;
import dev.relock.token.TokenContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A simulated agent that speaks to a real gateway over HTTP and keeps the cookies a browser would. An answer that
 * docs/gateway-api.yaml does not tell of fails the test.
 */
public final class HttpAgent {
    /**
     * What came back.
     *
     * @param json the body, or a missing node
     */
    public record Reply(int status, JsonNode json, HttpResponse<String> response) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    // In HTTP/2 there is no Host to forge.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private URI base;
    private Duration patience = Duration.ofMinutes(1);
    private final SimulatedAgent agent;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /**
     * An agent that has never been here.
     *
     * @param base where the gateway's endpoints are, ending in {@code /relock/}
     */
    public HttpAgent(URI base, Origin origin) {
        this(base, new SimulatedAgent(origin, base.getPath()));
    }

    /** The same in a browser without Ed25519 and X25519. */
    public static HttpAgent withP256(URI base, Origin origin) {
        return new HttpAgent(base, SimulatedAgent.withP256(origin, base.getPath()));
    }

    private HttpAgent(URI base, SimulatedAgent agent) {
        this.base = base;
        this.agent = agent;
    }

    /** A copied profile: storage and cookies. */
    public HttpAgent copy() {
        HttpAgent copy = new HttpAgent(base, agent.copy());
        copy.cookies.putAll(cookies);
        copy.headers.putAll(headers);
        copy.patience = patience;
        return copy;
    }

    /** Sends this header with every request, as a proxy or a forger would. */
    public HttpAgent sending(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Speaks to another node from now on. */
    public HttpAgent at(URI node) {
        base = node;
        return this;
    }

    /** Waits no longer than this for an answer. */
    public HttpAgent patience(Duration longest) {
        patience = longest;
        return this;
    }

    public SimulatedAgent agent() {
        return agent;
    }

    public String cookie(String name) {
        return cookies.get(name);
    }

    /** First contact and enrolment. */
    public HttpAgent enrol() {
        Reply challenged = exchange(agent.step());
        agent.learnIssuer(payload(challenged).get("iss").asText());
        accept(exchange(agent.enrol(bytes(payload(challenged).get("challenge")), false)));
        return this;
    }

    /** After the gateway has lost its caches: brings back what the cookie keeps. */
    public Reply comeBack() {
        Reply challenged = exchange(agent.step());
        return accept(exchange(agent.enrol(bytes(payload(challenged).get("challenge")), true)));
    }

    /** Whether this agent, which has never been here, is asked who it is; a node in doubt of its cluster answers 503. */
    public boolean isHeard() {
        return exchange(agent.step()).status() == 409;
    }

    /** The usual exchange; fails unless it is accepted. */
    public Reply step() {
        return accept(exchange(agent.step()));
    }

    public Reply exchange(byte[] body) {
        return post("exchange", body, Map.of("Origin", agent.origin().value()));
    }

    /** Takes in an answer, which must be 200. */
    public Reply accept(Reply reply) {
        if (reply.status() != 200) {
            throw new IllegalStateException("exchange was answered " + reply.status() + ": " + reply.json());
        }
        JsonNode payload = payload(reply);
        agent.accept(
                payload.get("n").asLong(),
                bytes(payload.get("key")),
                payload.get("stepKid").asText(),
                bytes(payload.get("epoch")),
                bytes(payload.get("nonce")),
                payload.get("session").asText());
        return reply;
    }

    public static JsonNode payload(Reply reply) {
        try {
            return JSON.readTree(bytes(reply.json().get("payload")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(JsonNode base64Url) {
        return Base64.getUrlDecoder().decode(base64Url.asText());
    }

    /** The three proof fields of a fresh token. */
    public Map<String, String> proof() {
        return proof(TokenContext.none());
    }

    public Map<String, String> proof(TokenContext context) {
        byte[] token = agent.token(context);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("X-Key-Token", Encoding.hex(token));
        fields.put("X-Key-Signature", Encoding.hex(agent.sign(token)));
        fields.put("X-Key-Session", agent.session());
        return fields;
    }

    /** Calls an endpoint with a fresh proof in the JSON body. */
    public Reply call(String endpoint) {
        return send(endpoint, proof());
    }

    public Reply send(String endpoint, Map<String, ?> json) {
        return send(endpoint, json, Map.of("Origin", agent.origin().value()));
    }

    public Reply send(String endpoint, Map<String, ?> json, Map<String, String> headers) {
        try {
            return post(endpoint, JSON.writeValueAsBytes(json), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends fields to an endpoint of any node, whatever this agent talks to. */
    public Reply send(URI endpoint, Map<String, ?> json) {
        return send(endpoint.toString(), json);
    }

    public Reply post(String endpoint, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(endpoint))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return send(request);
    }

    /** Like a plain HTML form. */
    public Reply submit(String endpoint, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(
                endpoint,
                form.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    public Reply get(String endpoint, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(endpoint)).GET();
        headers.forEach(request::header);
        return send(request);
    }

    private Reply send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            StringBuilder header = new StringBuilder();
            cookies.forEach((name, value) ->
                    header.append(name).append('=').append(value).append("; "));
            request.header("Cookie", header.substring(0, header.length() - 2));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.timeout(patience).build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            String body = response.body();
            boolean isJson = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/json"))
                    .isPresent();
            JsonNode json = isJson ? JSON.readTree(body) : JSON.missingNode();
            String path = response.request().uri().getPath().replaceFirst(".*/relock/", "");
            // What Keycloak refuses by itself is no answer of the gateway.
            if (response.statusCode() < 400 || json.has("status_code")) {
                Description.GATEWAY.expect(response.request().method(), path, response.statusCode(), json);
            }
            return new Reply(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String pair = setCookie.substring(0, setCookie.indexOf(';'));
        cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
}
