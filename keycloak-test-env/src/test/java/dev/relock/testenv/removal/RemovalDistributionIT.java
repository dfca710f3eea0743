package dev.relock.testenv.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.CredentialRepresentation;

/** What is gone is forgotten. */
@KeycloakTest
final class RemovalDistributionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KeycloakDistribution keycloak;

    RemovalDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void aBrowserWhoseOwnerIsGoneHasNoOwner() {
        try (TestRealm realm = TestRealm.imported(keycloak)) {
            HttpBrowser browser = realm.browser();
            Person person = realm.somebody();
            realm.client().own(browser, person);
            assertThat(isOwned(browser.agent().step())).isTrue();

            realm.admin().users().delete(realm.user(person).getId()).close();
            assertThat(isOwned(browser.agent().step())).isFalse();
        }
    }

    @Test
    void theBrowsersOfARealmThatIsGoneAreForgotten() {
        TestRealm realm = TestRealm.imported(keycloak);
        double ownedBefore = entries("devices");
        double othersBefore = entries("visitors");
        for (int i = 0; i < 5; i++) {
            realm.browser();
        }
        realm.client().own(realm.browser(), realm.somebody());
        assertThat(entries("devices")).isGreaterThanOrEqualTo(ownedBefore + 1);
        assertThat(entries("visitors")).isGreaterThanOrEqualTo(othersBefore + 5);

        realm.close();
        await().atMost(PATIENCE)
                .until(() -> entries("devices") <= ownedBefore && entries("visitors") <= othersBefore + 1);
    }

    /** Also under its old id, as in a file that was exported from it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRealmOfTheSameNameKnowsNoBrowserOfTheOneThatIsGone(boolean underItsId) {
        TestRealm gone = TestRealm.imported(keycloak);
        String id = gone.admin().toRepresentation().getId();
        HttpBrowser laptop = gone.browser();
        Person owner = gone.somebody();
        gone.client().own(laptop, owner);
        HttpAgent agent = laptop.agent();
        assertThat(agent.call("confirm").status()).isEqualTo(200);

        gone.close();
        assertThat(agent.call("confirm").status()).isEqualTo(404);

        try (TestRealm again = TestRealm.importedAs(keycloak, gone.name(), underItsId ? id : null)) {
            Person sameName = again.somebody(owner.name());
            // What tokens are checked against is kept for a while; without its device it is worth nothing.
            assertThat(agent.call("confirm").status()).as("a token").isIn(404, 409);
            assertThat(agent.exchange(agent.agent().step()).status())
                    .as("a key")
                    .isEqualTo(409);

            assertThat(isOwned(startOver(agent))).isFalse();
            assertThat(again.client()
                            .signIn(laptop.forgetCookies(), sameName)
                            .givePassword()
                            .screen())
                    .isEqualTo(Screen.ONE_TIME_PASSWORD);
            assertThat(again.devicesOf(sameName)).isEmpty();
        }
    }

    /** With the same device key, and the cookie in which the realm that is gone has sealed what it knew. */
    private static HttpAgent.Reply startOver(HttpAgent agent) {
        agent.agent().restart();
        return agent.comeBack();
    }

    @Test
    void whatExpiredLongAgoGoesAtTheNextSignInAndWhatExpiredJustNowStays() {
        try (TestRealm realm = TestRealm.imported(keycloak)) {
            realm.set("relock.expiredKept", Long.toString(Duration.ofDays(10).toSeconds()));
            OidcClient client = realm.client();
            Person person = realm.somebody();
            client.own(realm.browser(), person);
            CredentialRepresentation stored = realm.devicesOf(person).get(0);
            realm.give(person, expired(stored, "long ago", Duration.ofDays(11)));
            realm.give(person, expired(stored, "just now", Duration.ofDays(9)));
            assertThat(realm.devicesOf(person)).hasSize(3);

            client.own(realm.browser(), person);
            assertThat(realm.devicesOf(person))
                    .extracting(CredentialRepresentation::getUserLabel)
                    .hasSize(3)
                    .contains("just now")
                    .doesNotContain("long ago");
        }
    }

    /** A readiness that went down would take a node out of service that can very well sign people in. */
    @Test
    void readinessTellsOfTheCaches() throws Exception {
        JsonNode health = JSON.readTree(get("/health/ready"));
        assertThat(health.get("checks"))
                .filteredOn(check -> check.get("name").asText().equals("Relock caches"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.get("status").asText()).isEqualTo("UP");
                    assertThat(check.at("/data/trust").asText()).isEqualTo("confirmed");
                    assertThat(check.at("/data/caches").asText()).isEqualTo("of one node");
                });
    }

    private static CredentialRepresentation expired(CredentialRepresentation like, String label, Duration ago) {
        try {
            Map<String, Object> data = new HashMap<>();
            JSON.readTree(like.getCredentialData())
                    .properties()
                    .forEach(member -> data.put(member.getKey(), member.getValue()));
            data.put("deviceId", label.equals("long ago") ? "A".repeat(43) : "B".repeat(43));
            data.put("expiresAt", Instant.now().minus(ago).getEpochSecond());
            CredentialRepresentation credential = new CredentialRepresentation();
            credential.setType(like.getType());
            credential.setUserLabel(label);
            credential.setCreatedDate(like.getCreatedDate());
            credential.setSecretData("{}");
            credential.setCredentialData(JSON.writeValueAsString(data));
            return credential;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOwned(HttpAgent.Reply answer) {
        return HttpAgent.payload(answer).get("owner").asBoolean();
    }

    private double entries(String cache) {
        String series = "relock_cache_entries{cache=\"" + cache + "\"";
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak.management() + path))
                .header("Accept", path.equals("/metrics") ? "text/plain" : "application/json")
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
