package dev.relock.testenv.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.keycloak.RelockKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** The commands of docs/administration.md do what the page says. */
@KeycloakTest
final class AdministrationPageDistributionIT {
    private static final Path PAGE = Path.of("..", "docs", "administration.md");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** More than a dozen commands, each of which starts Java. */
    private static final long MINUTES = 8;

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

        String said = run(commands(), home);

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

    private String commands() throws IOException {
        return COMMANDS.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining())
                .replace("https://sso.example.org", keycloak.url().toString())
                .replace("my-realm", realm.name());
    }

    private static String run(String commands, Path home) throws IOException, InterruptedException {
        Path bin = Path.of(System.getProperty("relock.keycloak.distribution"), "bin");
        Path output = home.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-u", "-c", commands)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        shell.environment().put("KC_OPTS", "-Duser.home=" + home);
        shell.environment().put("KC_CLI_PASSWORD", RelockKeycloak.ADMIN_PASSWORD);
        Process process = shell.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroy();
        }
        String said = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
        return said;
    }
}
