package dev.relock.testenv.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.ClientRepresentation;

/** Somebody who has signed in to Keycloak through a client that has the application's origin among its web origins. */
final class SignedInUser implements AutoCloseable {
    private static final String CLIENT_ID = "sample-application";

    private final DemoSite site;
    private final Person person;
    private final String client;
    private final String accessToken;

    private SignedInUser(DemoSite site, URI origin) {
        this.site = site;
        this.person = site.somebody();
        this.client = createClient(origin);
        this.accessToken = signIn();
    }

    static SignedInUser at(DemoSite site, URI origin) {
        return new SignedInUser(site, origin);
    }

    String accessToken() {
        return accessToken;
    }

    /** Ends all sessions of this user at Keycloak. */
    void signOutEverywhere() {
        String id = site.realm()
                .users()
                .searchByUsername(person.name(), true)
                .get(0)
                .getId();
        site.realm().users().get(id).logout();
    }

    @Override
    public void close() {
        site.realm().clients().get(client).remove();
    }

    private String createClient(URI origin) {
        ClientRepresentation representation = new ClientRepresentation();
        representation.setClientId(CLIENT_ID);
        representation.setPublicClient(true);
        representation.setDirectAccessGrantsEnabled(true);
        representation.setWebOrigins(List.of(origin.toString()));
        try (Response created = site.realm().clients().create(representation)) {
            return CreatedResponseUtil.getCreatedId(created);
        }
    }

    private String signIn() {
        String form = Map.of(
                        "grant_type", "password",
                        "client_id", CLIENT_ID,
                        "username", person.name(),
                        "password", person.password(),
                        "totp", person.authenticator().unused())
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI tokens = URI.create(site.keycloak().realm(DemoRealm.NAME) + "/protocol/openid-connect/token");
        HttpRequest request = HttpRequest.newBuilder(tokens)
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
