package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a collision does to the owners of a device, whoever and how many they are. */
@KeycloakTest
final class CollisionDistributionIT {
    private static final int MAX_OWNERS = 8;

    private final DemoSite site;
    private final Origin origin;
    private final URI base;
    private Application application;
    private PostOffice post;

    CollisionDistributionIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        origin = new Origin(keycloak.url().toString());
        base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
    }

    @BeforeEach
    void open() {
        post = PostOffice.of(site);
        application = Application.withWebOrigins(site, origin.value());
    }

    @AfterEach
    void close() {
        post.close();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "P-256"})
    void everyOwnerIsSuspendedToldAndWrittenToOnce(String curve) {
        HttpAgent device = curve.equals("P-256") ? HttpAgent.withP256(base, origin) : new HttpAgent(base, origin);
        device.enrol();
        List<Person> owners = List.of(site.somebody(), site.somebody());
        owners.forEach(owner -> own(device, owner));
        for (int i = 0; i < 3; i++) {
            assertThat(device.step().json().path("owner").asBoolean()).isTrue();
            assertThat(device.call("confirm").status()).isEqualTo(200);
        }
        assertThat(Account.of(site, owners.get(0)).devices())
                .singleElement()
                .satisfies(
                        stored -> assertThat(stored.path("publicKey").asText()).contains(curve));

        collide(device);
        for (int i = 0; i < 3; i++) {
            assertThat(device.exchange(device.agent().step()).status()).isEqualTo(410);
        }

        assertThat(device.call("confirm").status()).isIn(404, 410);
        for (Person owner : owners) {
            expectSuspended(owner);
            assertThat(Account.of(site, owner).suspensions())
                    .singleElement()
                    .satisfies(details -> assertThat(details)
                            .containsAllEntriesOf(Map.of(
                                    "credential_type", "relock-device",
                                    "relock_reason", "collision",
                                    "relock_device_id",
                                            device.agent().deviceId().value())));
            String address = owner.name() + "@example.org";
            await("the mail to " + address)
                    .untilAsserted(() ->
                            assertThat(post.subjectsTo(address)).containsExactly("A browser is no longer trusted"));
        }
    }

    /** Just so it looks when Keycloak's transaction fails behind a collision. */
    @Test
    void aDatabaseThatIsSetBackDoesNotBringBackTheTrustThatACollisionHasEnded() {
        HttpAgent device = new HttpAgent(base, origin).enrol();
        Person owner = site.somebody();
        own(device, owner);
        List<JsonNode> before = Account.of(site, owner).devices();
        collide(device);

        Account.of(site, owner).restoreDevices(before);
        assertThat(Account.of(site, owner).devices()).isEqualTo(before);
        assertThat(device.exchange(device.agent().step()).status()).isEqualTo(410);

        expectSuspended(owner);
        assertThat(Account.of(site, owner).suspensions()).hasSize(2);
    }

    @Test
    void aNinthOwnerIsRefusedAndToldSoAndTheEightAreAllSuspended() {
        HttpAgent device = new HttpAgent(base, origin).enrol();
        List<Person> owners = new ArrayList<>();
        for (int i = 0; i < MAX_OWNERS; i++) {
            Person owner = site.somebody();
            own(device, owner);
            owners.add(owner);
        }
        Person ninth = site.somebody();

        assertThat(login(device, ninth).status()).isEqualTo(200);

        assertThat(Account.of(site, ninth).devices()).isEmpty();
        assertThat(Account.of(site, ninth).events("UPDATE_CREDENTIAL_ERROR", "device_not_bound"))
                .singleElement()
                .satisfies(event -> assertThat(event.getError()).isEqualTo("relock_too_many_owners"));
        collide(device);
        owners.forEach(this::expectSuspended);
    }

    private void own(HttpAgent device, Person owner) {
        assertThat(login(device, owner).status()).isEqualTo(200);
        assertThat(Account.of(site, owner).devices()).hasSize(1);
    }

    private Reply login(HttpAgent device, Person person) {
        String token = application.tokensOf(person).getAccessToken().getValue();
        Map<String, String> fields = new HashMap<>(device.proof());
        return device.send("login", fields, Map.of("Origin", origin.value(), "Authorization", "Bearer " + token));
    }

    private static void collide(HttpAgent device) {
        HttpAgent thief = device.copy();
        device.step();
        Reply challenged = thief.exchange(thief.agent().step());
        assertThat(challenged.status()).isEqualTo(409);
        byte[] challenge = HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"));
        assertThat(thief.exchange(thief.agent().conflict(challenge)).status()).isEqualTo(410);
    }

    private void expectSuspended(Person owner) {
        assertThat(Account.of(site, owner).devices())
                .singleElement()
                .satisfies(
                        device -> assertThat(device.path("suspended").asText()).isEqualTo("collision"));
    }
}
