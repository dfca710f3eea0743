package dev.relock.testenv.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.testenv.site.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The shortest way to an access token: name, password and one-time password at the token endpoint (RFC 6749 section 4.3). */
public final class PasswordGrant {
    private PasswordGrant() {}

    /**
     * An access token of this person.
     *
     * @param clientId a public client with direct access grants
     */
    public static String accessToken(URI realm, String clientId, Person person) {
        String form = Map.of(
                        "grant_type", "password",
                        "client_id", clientId,
                        "username", person.name(),
                        "password", person.password(),
                        "totp", person.authenticator().unused())
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return new ObjectMapper()
                    .readTree(response.body())
                    .required("access_token")
                    .textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
