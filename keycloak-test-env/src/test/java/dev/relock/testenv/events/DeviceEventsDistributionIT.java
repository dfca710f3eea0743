package dev.relock.testenv.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.simulation.SimulatedAgent;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.EventRepresentation;

/** What operators hear, in the events of a real Keycloak. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeviceEventsDistributionIT {
    private TestRealm realm;
    private OidcClient client;
    private Person person;
    private HttpBrowser browser;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.withMoreFlows(keycloak);
        client = realm.client();
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @BeforeEach
    void somebodyOwnsABrowser() {
        person = realm.somebody();
        browser = realm.browser();
        client.own(browser, person);
        browser.forgetCookies();
    }

    @Test
    void aGrantIsToldWithItsAssurance() {
        assertThat(logins("LOGIN"))
                .singleElement()
                .satisfies(details -> assertThat(details)
                        .containsEntry("relock_device_state", "trusted")
                        .containsEntry("relock_device_bound", "true")
                        .containsEntry("relock_device_id", deviceId()));
        assertThat(told("device_bound"))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails())
                        .containsEntry("relock_assurance", "mfa")
                        .containsEntry("relock_device_id", deviceId())
                        .containsEntry("credential_type", "relock-device"));
    }

    @Test
    void aUseIsToldWithoutAGrant() {
        client.signIn(browser, person).givePassword().callback();

        assertThat(logins("LOGIN").get(0))
                .containsEntry("relock_device_state", "trusted")
                .doesNotContainKey("relock_device_bound")
                .doesNotContainKey("relock_refusal");
        assertThat(told("device_bound")).hasSize(1);
    }

    @Test
    void aReplayedProofIsToldAndTheSecondFactorAsked() {
        Map<String, String> spent = browser.agent().proof();
        browser.agent().send("confirm", spent);

        HttpSignIn signIn = signIn(proof -> spent);
        assertThat(signIn.givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        signIn.giveOneTimePassword().callback();

        // Made for no login, it fails already by what it was made for.
        assertThat(logins("LOGIN").get(0))
                .containsEntry("relock_device_state", "unproven")
                .containsEntry("relock_refusal", "mac");
    }

    @Test
    void aReplayIsToldOnceAnHourForEachDevice() {
        Map<String, String> spent = browser.agent().proof();
        browser.agent().send("confirm", spent);
        for (int i = 0; i < 3; i++) {
            assertThat(browser.agent().send("confirm", spent).status()).isEqualTo(401);
        }

        assertThat(ofDevice("UPDATE_CREDENTIAL_ERROR")).singleElement().satisfies(event -> {
            assertThat(event.getError()).isEqualTo("relock_replayed_proof");
            assertThat(event.getDetails()).containsEntry("relock_event", "proof_replayed");
        });
    }

    @Test
    void aForgedSignatureIsToldByItsReason() {
        HttpSignIn signIn = signIn(proof -> {
            Map<String, String> bent = new HashMap<>(proof);
            bent.put("X-Key-Signature", "00".repeat(64));
            return bent;
        });
        signIn.givePassword().giveOneTimePassword().callback();

        assertThat(logins("LOGIN").get(0)).containsEntry("relock_refusal", "signature");
    }

    @Test
    void aRefusedBrowserIsToldAsAnError() {
        HttpSignIn denied =
                realm.clientOf("denial").signIn(realm.browser(), person).givePassword();
        assertThat(denied.screen()).isEqualTo(Screen.DENIED);

        assertThat(events("LOGIN_ERROR").get(0)).satisfies(event -> {
            assertThat(event.getError()).isEqualTo("relock_untrusted_device");
            assertThat(event.getDetails()).containsEntry("relock_device_state", "unowned");
        });
    }

    @Test
    void aDemandedLevelIsToldAsTheReasonWhyTrustWasNotEnough() {
        client.signIn(browser, person, Map.of("acr_values", "2"))
                .givePassword()
                .giveOneTimePassword()
                .callback();

        assertThat(logins("LOGIN").get(0))
                .containsEntry("relock_device_state", "trusted")
                .containsEntry("relock_step_up", "level");
    }

    @Test
    void aCollisionIsToldToItsOwner() {
        HttpAgent copy = browser.agent().copy();
        browser.agent().step();
        browser.agent().step();
        // The copy comes with the state of before, is asked, and shows that it has nothing newer.
        SimulatedAgent copied = copy.agent();
        HttpAgent.Reply challenged = copy.exchange(copied.step());
        copy.exchange(
                copied.conflict(HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"))));

        assertThat(told("device_suspended"))
                .singleElement()
                .satisfies(event -> assertThat(event.getDetails())
                        .containsEntry("relock_reason", "collision")
                        .containsEntry("relock_device_id", deviceId()));
    }

    @Test
    void whatThePageErasesIsToldAsRemoved() {
        assertThat(browser.agent().call("clear").status()).isEqualTo(200);

        assertThat(removed()).containsExactly("cleared");
    }

    @Test
    void theBrowserThatGivesWayToAnotherIsToldAsRemoved() {
        realm.set("relock.deviceCap", "1");
        try {
            client.own(realm.browser(), person);
        } finally {
            realm.set("relock.deviceCap", "");
        }

        assertThat(removed()).containsExactly("cap");
        assertThat(told("device_removed").get(0).getDetails()).containsEntry("relock_device_id", deviceId());
    }

    private HttpSignIn signIn(UnaryOperator<Map<String, String>> bend) {
        return HttpSignIn.begin(browser, person, client.id(), client.request(Map.of()), bend);
    }

    private String deviceId() {
        return browser.agent().agent().deviceId().value();
    }

    private List<String> removed() {
        return told("device_removed").stream()
                .map(event -> event.getDetails().get("relock_reason"))
                .toList();
    }

    private List<EventRepresentation> told(String what) {
        return List.of("UPDATE_CREDENTIAL", "REMOVE_CREDENTIAL").stream()
                .flatMap(type -> events(type).stream())
                .filter(event -> what.equals(event.getDetails().get("relock_event")))
                .toList();
    }

    private List<Map<String, String>> logins(String type) {
        return events(type).stream().map(EventRepresentation::getDetails).toList();
    }

    /** Of this person, the newest first. */
    private List<EventRepresentation> events(String type) {
        String user = realm.user(person).getId();
        return realm.admin().getEvents(List.of(type), null, user, null, null, null, null, null);
    }

    private List<EventRepresentation> ofDevice(String type) {
        return realm.admin().getEvents(List.of(type), null, null, null, null, null, null, null).stream()
                .filter(event -> deviceId().equals(event.getDetails().get("relock_device_id")))
                .toList();
    }
}
