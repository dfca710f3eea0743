package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.EventRepresentation;

/** A copy, or a recorded message, that shuns the challenge: it gets nothing, and its owner's log tells of it. */
@KeycloakTest
final class StaleProofDistributionIT {
    private final DemoSite site;
    private final Origin origin;
    private final URI base;

    StaleProofDistributionIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        origin = new Origin(keycloak.url().toString());
        base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void whoShunsTheChallengeGetsNothingAndIsReportedOnce() {
        HttpAgent device = new HttpAgent(base, origin).enrol();
        Person owner = site.somebody();
        String token = Application.withWebOrigins(site, origin.value())
                .tokensOf(owner)
                .getAccessToken()
                .getValue();
        assertThat(device.send(
                                "login",
                                device.proof(),
                                Map.of("Origin", origin.value(), "Authorization", "Bearer " + token))
                        .status())
                .isEqualTo(200);
        HttpAgent thief = device.copy();
        device.step();
        byte[] recorded = thief.agent().step();

        assertThat(thief.exchange(recorded).status()).isEqualTo(409);
        device.step();
        assertThat(reports(owner)).isEmpty();

        // An honest tab has half a minute to move on.
        await("the report")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    device.step();
                    assertThat(reports(owner)).isNotEmpty();
                });
        assertThat(thief.exchange(recorded).status()).isEqualTo(409);
        assertThat(device.call("confirm").status()).isEqualTo(200);
        assertThat(reports(owner)).singleElement().satisfies(event -> {
            assertThat(event.getError()).isEqualTo("relock_stale_proof");
            assertThat(event.getIpAddress()).isNotBlank();
            assertThat(event.getDetails())
                    .containsEntry("credential_type", "relock-device")
                    .containsEntry("relock_device_id", device.agent().deviceId().value())
                    .hasEntrySatisfying(
                            "relock_seen_at",
                            at -> assertThat(Long.parseLong(at) * 1000).isLessThan(event.getTime()));
        });
        assertThat(Account.of(site, owner).suspensions()).isEmpty();
    }

    private List<EventRepresentation> reports(Person owner) {
        return Account.of(site, owner).events("UPDATE_CREDENTIAL_ERROR", "stale_proof_seen");
    }
}
