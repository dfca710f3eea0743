package dev.relock.benchmarks.server;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests of users who are signed in, written out in full beforehand. Every proof in them is fresh and counts once. */
final class Requests {
    private static final String CLIENT = "load";
    static final int USERS = 64;

    private final BenchmarkRealm realm;
    private final String userToken;
    private final String refreshToken;
    private final List<HttpAgent> agents = new ArrayList<>();
    private int next;

    private Requests(BenchmarkRealm realm, String userToken, String refreshToken) {
        this.realm = realm;
        this.userToken = userToken;
        this.refreshToken = refreshToken;
    }

    /** Signs users in at the realm, each on a browser of its own. */
    static Requests of(BenchmarkRealm realm) {
        realm.client(CLIENT, BenchmarkRealm.PASSWORD_FLOW);
        realm.user("load");
        var tokens = realm.tokens(CLIENT, "load");
        Requests requests = new Requests(
                realm,
                tokens.get("access_token").asText(),
                tokens.get("refresh_token").asText());
        for (int i = 0; i < USERS; i++) {
            // The tokens of one sign-in belong to one browser.
            requests.agents.add(requests.signedIn(
                    realm.tokens(CLIENT, "load").get("access_token").asText()));
        }
        return requests;
    }

    private HttpAgent signedIn(String accessToken) {
        HttpAgent agent =
                new HttpAgent(URI.create(realm.url() + "/relock/"), new Origin(BenchmarkRealm.APPLICATION)).enrol();
        HttpAgent.Reply login = agent.send(
                "login",
                agent.proof(),
                Map.of("Origin", BenchmarkRealm.APPLICATION, "Authorization", "Bearer " + accessToken));
        if (login.status() != 200) {
            throw new IllegalStateException("login was answered " + login.status() + ": " + login.json());
        }
        return agent;
    }

    private Map<String, String> proof() {
        next = (next + 1) % agents.size();
        return agents.get(next).proof();
    }

    List<byte[]> confirm(int count) {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String json = proof().entrySet().stream()
                    .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                    .collect(Collectors.joining(",", "{", "}"));
            requests.add(request("POST", "/relock/confirm", Map.of("Content-Type", "application/json"), json));
        }
        return requests;
    }

    List<byte[]> auth(int count) {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(request("GET", "/relock/auth", proof(), ""));
        }
        return requests;
    }

    /** The signed-in users' rotations cannot be written beforehand: each needs the answer to the one before. */
    List<byte[]> introspection() {
        return List.of(form("token/introspect", "&token=" + userToken));
    }

    List<byte[]> userinfo() {
        return List.of(request(
                "GET", "/protocol/openid-connect/userinfo", Map.of("Authorization", "Bearer " + userToken), ""));
    }

    List<byte[]> refresh() {
        return List.of(form("token", "&grant_type=refresh_token&refresh_token=" + refreshToken));
    }

    private byte[] form(String endpoint, String more) {
        return request(
                "POST",
                "/protocol/openid-connect/" + endpoint,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                BenchmarkRealm.form(CLIENT) + more);
    }

    private byte[] request(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Host", realm.url().getAuthority());
        all.putAll(headers);
        if (!body.isEmpty()) {
            all.put("Content-Length", Integer.toString(body.length()));
        }
        String head = all.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        String text = method + " " + realm.url().getPath() + path + " HTTP/1.1\r\n" + head + "\r\n" + body;
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
