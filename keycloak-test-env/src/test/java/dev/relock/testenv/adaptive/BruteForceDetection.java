package dev.relock.testenv.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Keycloak's brute-force detection, on while this is open; one wrong password locks a user out. */
final class BruteForceDetection implements AutoCloseable {
    private static final String CLIENT = "brute-force";

    private final DemoSite site;

    private BruteForceDetection(DemoSite site) {
        this.site = site;
    }

    static BruteForceDetection of(DemoSite site) {
        BruteForceDetection detection = new BruteForceDetection(site);
        detection.protect(true);
        return detection;
    }

    /** As a stranger does: tries wrong passwords, until the user is locked out for a while. */
    void lock(Person person) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(CLIENT);
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        site.realm().clients().create(client).close();
        String id = site.idOf(person);
        for (int tries = 0; tries < 20 && !isLocked(id); tries++) {
            tryWrongPassword(person);
        }
        assertThat(isLocked(id)).isTrue();
    }

    private boolean isLocked(String userId) {
        Map<String, Object> status = site.realm().attackDetection().bruteForceUserStatus(userId);
        return Boolean.TRUE.equals(status.get("disabled"));
    }

    private void tryWrongPassword(Person person) {
        String body = "grant_type=password&client_id=" + CLIENT + "&password=wrong&username="
                + URLEncoder.encode(person.name(), StandardCharsets.UTF_8);
        URI token = URI.create(site.keycloak().realm("relock-demo") + "/protocol/openid-connect/token");
        try {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(token)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void protect(boolean on) {
        RealmRepresentation realm = site.realm().toRepresentation();
        realm.setBruteForceProtected(on);
        realm.setFailureFactor(2);
        site.realm().update(realm);
    }

    @Override
    public void close() {
        site.realm().attackDetection().clearAllBruteForce();
        protect(false);
    }
}
