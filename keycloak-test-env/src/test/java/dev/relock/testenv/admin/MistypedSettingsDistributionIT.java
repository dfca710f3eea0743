package dev.relock.testenv.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.RealmAttributes;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keycloak stores whatever it is given; administrators hear of what is mistyped all the same. */
@KeycloakTest
final class MistypedSettingsDistributionIT {
    private final KeycloakDistribution keycloak;
    private AdministeredRealm realm;
    private AdminApi api;

    MistypedSettingsDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void aRealm() {
        realm = new AdministeredRealm(keycloak);
        api = realm.api();
    }

    @AfterEach
    void removeRealm() {
        realm.close();
    }

    @Test
    void aRealmWithoutMistypedSettingsHasNoProblems() {
        new RealmAttributes(realm.realm()).set("relock.trustLifetime", "604800");
        FlowDraft.in(realm.realm()).execution("relock-bind", "REQUIRED", Map.of("lifetime", "7200"));

        assertThat(api.get("problems").json()).isEmpty();
    }

    @Test
    void theyAreListedAndToldInTheLogWhenTheyAreSaved() {
        new RealmAttributes(realm.realm()).set("relock.trustLifetime", "30d");
        new RealmAttributes(realm.realm()).set("relock.deviceCaps", "5");
        String flow = FlowDraft.in(realm.realm())
                .execution("relock-bind", "REQUIRED", Map.of("lifetime", "a week"))
                .alias();

        JsonNode problems = api.get("problems").json();

        assertThat(problems)
                .extracting(
                        found -> found.path("where").asText(),
                        found -> found.path("setting").asText())
                .containsExactly(
                        tuple("realm", "relock.deviceCaps"),
                        tuple("realm", "relock.trustLifetime"),
                        tuple(flow + ": relock-bind", "lifetime"));
        assertThat(keycloak.log())
                .contains("Realm " + realm.name()
                        + ": setting relock.trustLifetime (realm) must be a whole number from 60 to 315360000")
                .contains("Realm " + realm.name() + ": setting lifetime (" + flow
                        + ": relock-bind) must be a number of seconds from 60 to 315360000");
    }
}
