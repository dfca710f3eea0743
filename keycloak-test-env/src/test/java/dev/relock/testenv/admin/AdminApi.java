package dev.relock.testenv.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.testenv.openapi.Description;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The plugin's admin endpoints of one realm, as a script calls them.
 *
 * @param base ending in {@code /relock/}
 * @param token gives the bearer token, or nothing, for each call: administrators of the server have one for a minute only
 */
public record AdminApi(URI base, Supplier<Optional<String>> token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /**
     * What came back.
     *
     * @param json the body, or a missing node
     */
    public record Answer(int status, JsonNode json) {}

    public Answer get(String path) {
        return call("GET", path, "");
    }

    public Answer put(String path, String body) {
        return call("PUT", path, body);
    }

    public Answer post(String path) {
        return call("POST", path, "");
    }

    public Answer delete(String path) {
        return call("DELETE", path, "");
    }

    public Answer call(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        token.get().ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean isJson = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/json"))
                    .isPresent();
            JsonNode json = isJson ? JSON.readTree(response.body()) : JSON.missingNode();
            Description.ADMIN.expect(method, path.replaceFirst("\\?.*", ""), response.statusCode(), json);
            return new Answer(response.statusCode(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
