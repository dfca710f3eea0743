package dev.relock.testenv.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.docs.AdminShell;
import dev.relock.testenv.docs.DocumentedCommands;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** The commands of docs/administration.md do what the page says. */
@KeycloakTest
final class AdministrationPageDistributionIT {
    private final KeycloakDistribution keycloak;
    private AdministeredRealm realm;

    AdministrationPageDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void aRealm() {
        realm = new AdministeredRealm(keycloak);
    }

    @AfterEach
    void removeRealm() {
        realm.close();
    }

    @Test
    void itsCommandsDoWhatItSays(@TempDir Path home) throws IOException, InterruptedException {
        StoredDevice lost = new StoredDevice();
        String alice = realm.owner("alice", lost, new StoredDevice().label("another"));
        String berta = realm.owner(
                "berta",
                new StoredDevice().label("unused").created(Duration.ofDays(100)).lastUsed(Duration.ofDays(91)),
                new StoredDevice().label("used"));

        String said = new AdminShell(keycloak, realm.name(), home)
                .run(DocumentedCommands.of("administration.md").all());

        assertThat(said)
                .contains(
                        "\"alias\" : \"relock browser\"",
                        "\"trustLifetime\" : 2592000",
                        "\"count\" : 1",
                        "\"version\" :")
                .contains(lost.deviceId());
        RealmRepresentation changed = realm.realm().toRepresentation();
        assertThat(changed.getBrowserFlow()).isEqualTo("relock browser");
        assertThat(changed.getAttributesOrEmpty())
                .containsEntry("relock.trustLifetime", "604800")
                .containsEntry("relock.deviceCap", "5")
                .doesNotContainKey("relock.formWait");
        assertThat(realm.realm()
                        .flows()
                        .getRequiredActionConfig("relock-devices")
                        .getConfig())
                .isEqualTo(Map.of("max_auth_age", "60"));
        assertThat(realm.realm().getAdminEvents())
                .filteredOn(event -> String.valueOf(event.getResourcePath()).startsWith("relock/users/" + alice))
                .extracting(AdminEventRepresentation::getOperationType)
                .containsExactlyInAnyOrder("ACTION", "ACTION", "DELETE", "DELETE");
        assertThat(realm.realm().users().get(alice).credentials()).isEmpty();
        assertThat(realm.realm().users().get(berta).credentials())
                .singleElement()
                .satisfies(kept -> assertThat(kept.getUserLabel()).isEqualTo("used"));
    }
}
