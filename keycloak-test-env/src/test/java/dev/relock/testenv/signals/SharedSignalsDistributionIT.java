package dev.relock.testenv.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.testenv.admin.AdminApi;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.RelockKeycloak;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.representations.idm.RealmRepresentation;

/** What receivers hear through Keycloak's own transmitter, by push and by poll. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SharedSignalsDistributionIT {
    private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
    private static final String CREDENTIAL = CAEP + "credential-change";
    private static final String SESSION = CAEP + "session-revoked";
    private static final String COMPLIANCE = CAEP + "device-compliance-change";
    private static final String ASSURANCE = CAEP + "assurance-level-change";
    private static final String GAINED = "none to trusted-browser, increase";
    private static final String LOST = "trusted-browser to none, decrease";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KeycloakDistribution keycloak;
    private TestRealm realm;
    private OidcClient client;
    private SignalReceiver receiver;
    private OidcClient pushReceiver;
    private OidcClient pollReceiver;
    private URI pollEndpoint;
    private final List<JsonNode> polled = new ArrayList<>();

    @BeforeAll
    void start() {
        Artifacts artifacts = Artifacts.ofTheBuild();
        keycloak = KeycloakDistribution.in(
                        artifacts.directory().resolve("servers").resolve("signals"), artifacts)
                .fresh()
                .javaOptions(KeycloakDistribution.SHORT_LIVED)
                .provider(artifacts.sharedSignals())
                .arguments(
                        "--features=ssf",
                        "--spi-ssf-transmitter--default--outbox-drainer-interval=500ms",
                        "--spi-ssf-transmitter--default--min-verification-interval-seconds=0",
                        // The receiver listens on loopback, without TLS.
                        "--spi-ssf-transmitter--default--allow-insecure-push-targets=true")
                .start();
        realm = TestRealm.imported(keycloak);
        RealmRepresentation changed = realm.admin().toRepresentation();
        Map<String, String> attributes = new HashMap<>(changed.getAttributesOrEmpty());
        attributes.put("ssf.transmitterEnabled", "true");
        changed.setAttributes(attributes);
        List<String> listeners = new ArrayList<>(changed.getEventsListeners());
        listeners.add("ssf-events");
        changed.setEventsListeners(listeners);
        realm.admin().update(changed);
        client = realm.client();
        receiver = new SignalReceiver(realm.url());
        pushReceiver = receiver("push");
        pollReceiver = receiver("poll");
        try (Keycloak admin = KeycloakBuilder.builder()
                .serverUrl(keycloak.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(RelockKeycloak.ADMIN_USER)
                .password(RelockKeycloak.ADMIN_PASSWORD)
                .build()) {
            String token = admin.tokenManager().getAccessTokenString();
            createStream(
                    token, pushReceiver, "\"urn:ietf:rfc:8935\", \"endpoint_url\": \"" + receiver.pushUrl() + "\"");
            JsonNode stream = createStream(token, pollReceiver, "\"urn:ietf:rfc:8936\"");
            pollEndpoint =
                    URI.create(stream.path("delivery").path("endpoint_url").asText());
        }
    }

    private OidcClient receiver(String method) {
        return realm.client(representation -> {
            representation.setServiceAccountsEnabled(true);
            representation.setOptionalClientScopes(List.of("ssf.read", "ssf.manage"));
            Map<String, String> attributes = new HashMap<>();
            attributes.put("ssf.enabled", "true");
            attributes.put("ssf.defaultSubjects", "ALL");
            attributes.put("ssf.allowedDeliveryMethods", method);
            attributes.put("ssf.validPushUrls", receiver.pushUrl().toString());
            representation.setAttributes(attributes);
        });
    }

    private JsonNode createStream(String token, OidcClient of, String delivery) {
        String events = String.join("\", \"", List.of(CREDENTIAL, SESSION, COMPLIANCE, ASSURANCE));
        return SignalReceiver.post(
                keycloak.url().resolve("/admin/realms/" + realm.name() + "/ssf/clients/" + of.id() + "/stream"),
                token,
                "{\"events_requested\": [\"" + events + "\"], \"delivery\": {\"method\": " + delivery + "}}");
    }

    @AfterAll
    void stop() {
        receiver.close();
        realm.close();
        keycloak.close();
    }

    private List<JsonNode> polled() {
        polled.addAll(receiver.poll(pollEndpoint, pollReceiver.id(), pollReceiver.secret()));
        return polled;
    }

    /** The events of this type about this person that have come by one of the two ways. */
    private List<JsonNode> about(Person person, String type, List<JsonNode> tokens) {
        String id = realm.admin()
                .users()
                .searchByUsername(person.name(), true)
                .get(0)
                .getId();
        return tokens.stream()
                .filter(token -> token.path("sub_id").toString().contains(id)
                        || token.path("events").toString().contains(id))
                .filter(token -> token.path("events").has(type))
                .toList();
    }

    private void expect(Person person, String type, int count) {
        await(type + " by push")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(about(person, type, receiver.pushed())).hasSizeGreaterThanOrEqualTo(count));
        await(type + " by poll")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(about(person, type, polled())).hasSizeGreaterThanOrEqualTo(count));
    }

    private Set<String> typesAbout(Person person) {
        Set<String> types = new TreeSet<>();
        for (String type : List.of(CREDENTIAL, SESSION, COMPLIANCE, ASSURANCE)) {
            if (!about(person, type, receiver.pushed()).isEmpty()) {
                types.add(type);
            }
        }
        return types;
    }

    /** How the assurance went, as pushed, and in which order. */
    private List<String> levels(Person person) {
        return about(person, ASSURANCE, receiver.pushed()).stream()
                .map(token -> token.path("events").path(ASSURANCE))
                .map(event -> {
                    assertThat(event.path("namespace").asText()).isEqualTo("relock");
                    return event.path("previous_level").asText() + " to "
                            + event.path("current_level").asText() + ", "
                            + event.path("change_direction").asText();
                })
                .toList();
    }

    @Test
    void bindingAndRemovalAreCredentialChanges() {
        Person person = realm.somebody();
        HttpBrowser browser = realm.browser();
        client.own(browser, person);
        expect(person, CREDENTIAL, 1);
        JsonNode bound = about(person, CREDENTIAL, receiver.pushed())
                .get(0)
                .path("events")
                .path(CREDENTIAL);
        assertThat(bound.path("credential_type").asText()).isEqualTo("relock-device");

        browser.agent().call("clear");

        expect(person, CREDENTIAL, 2);
        assertThat(about(person, CREDENTIAL, receiver.pushed()))
                .anyMatch(token -> token.path("events")
                        .path(CREDENTIAL)
                        .path("change_type")
                        .asText()
                        .equals("delete"));
        assertThat(typesAbout(person)).containsExactly(ASSURANCE, CREDENTIAL);
    }

    @Test
    void aBrowserThatBecomesTrustedRaisesTheAssuranceOnce() {
        Person person = realm.somebody();
        HttpBrowser laptop = realm.browser();
        client.own(laptop, person);

        expect(person, ASSURANCE, 1);
        assertThat(levels(person)).containsExactly(GAINED);
        JsonNode token = about(person, ASSURANCE, polled()).get(0);
        assertThat(token.path("sub_id").path("device").path("id").asText())
                .isEqualTo(laptop.agent().agent().deviceId().value());
        assertThat(token.path("events")
                        .path(ASSURANCE)
                        .path("initiating_entity")
                        .asText())
                .isEqualTo("user");
    }

    @Test
    void aCollisionTellsOfTheBrowserItsAssuranceAndTheSessionsItHadOpened() {
        Person person = realm.somebody();
        HttpBrowser laptop = realm.browser();
        client.own(laptop, person);
        String session = client.redeem(
                        client.signIn(laptop.forgetCookies(), person).givePassword())
                .idToken()
                .path("sid")
                .asText();

        collide(laptop.agent());

        expect(person, COMPLIANCE, 1);
        expect(person, ASSURANCE, 2);
        expect(person, SESSION, 1);
        assertThat(levels(person)).containsExactly(GAINED, LOST);
        String device = laptop.agent().agent().deviceId().value();
        for (List<JsonNode> tokens : List.of(receiver.pushed(), polled())) {
            JsonNode compliance = about(person, COMPLIANCE, tokens).get(0);
            assertThat(compliance.path("sub_id").path("device").path("id").asText())
                    .isEqualTo(device);
            JsonNode event = compliance.path("events").path(COMPLIANCE);
            assertThat(event.path("previous_status").asText()).isEqualTo("compliant");
            assertThat(event.path("current_status").asText()).isEqualTo("not-compliant");
            assertThat(event.path("reason_admin").path("en").asText()).isEqualTo("collision");
            assertThat(about(person, SESSION, tokens))
                    .anyMatch(token -> token.path("sub_id")
                            .path("session")
                            .path("id")
                            .asText()
                            .equals(session));
        }
    }

    private static void collide(HttpAgent device) {
        HttpAgent thief = device.copy();
        device.step();
        Reply challenged = thief.exchange(thief.agent().step());
        byte[] challenge = HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"));
        assertThat(thief.exchange(thief.agent().conflict(challenge)).status()).isEqualTo(410);
    }

    @Test
    void aStepUpRaisesTheAssurance() {
        Person person = realm.somebody();
        HttpBrowser laptop = realm.browser();
        client.own(laptop, person);
        var asked = client.signIn(laptop.forgetCookies(), person, Map.of("acr_values", "2"))
                .givePassword();
        assertThat(asked.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        asked.giveOneTimePassword();

        expect(person, ASSURANCE, 2);
        assertThat(levels(person)).containsExactly(GAINED, "trusted-browser to second-factor, increase");
    }

    @Test
    void whatAnAdministratorSuspendsAndRestoresIsTold() {
        Person person = realm.somebody();
        HttpBrowser laptop = realm.browser();
        client.own(laptop, person);
        String session = client.redeem(
                        client.signIn(laptop.forgetCookies(), person).givePassword())
                .idToken()
                .path("sid")
                .asText();
        AdminApi admin = new AdminApi(
                keycloak.url().resolve("/admin/realms/" + realm.name() + "/relock/"),
                () -> Optional.of(realm.adminToken()));
        String device = "users/" + realm.user(person).getId() + "/devices/"
                + realm.devicesOf(person).get(0).getId();

        assertThat(admin.post(device + "/suspend").status()).isEqualTo(204);
        expect(person, SESSION, 1);
        assertThat(admin.post(device + "/restore").status()).isEqualTo(204);

        expect(person, ASSURANCE, 3);
        expect(person, COMPLIANCE, 2);
        assertThat(levels(person)).containsExactly(GAINED, LOST, GAINED);
        assertThat(about(person, COMPLIANCE, receiver.pushed()))
                .extracting(token -> token.path("events").path(COMPLIANCE))
                .allMatch(event -> event.path("initiating_entity").asText().equals("admin"))
                .extracting(event -> event.path("current_status").asText())
                .containsExactly("not-compliant", "compliant");
        assertThat(about(person, SESSION, receiver.pushed()))
                .anyMatch(token ->
                        token.path("sub_id").path("session").path("id").asText().equals(session));
    }

    @Test
    void aSignInOnATrustedBrowserSignalsNothing() {
        Person person = realm.somebody();
        HttpBrowser laptop = realm.browser();
        client.own(laptop, person);
        expect(person, CREDENTIAL, 1);
        expect(person, ASSURANCE, 1);
        client.signIn(laptop.forgetCookies(), person).givePassword().callback();

        // Signals come in order: what is signalled later has come, and nothing before it.
        Person later = realm.somebody();
        client.own(realm.browser(), later);
        expect(later, CREDENTIAL, 1);
        assertThat(typesAbout(person)).containsExactly(ASSURANCE, CREDENTIAL);
        assertThat(levels(person)).containsExactly(GAINED);
    }
}
