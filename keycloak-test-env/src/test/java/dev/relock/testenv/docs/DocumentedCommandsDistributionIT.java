package dev.relock.testenv.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.keycloak.RelockKeycloak;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.CredentialRepresentation;

/** The administrator copies the commands for {@code kcadm.sh} from the documentation, and they do what it says. */
@KeycloakTest
final class DocumentedCommandsDistributionIT {
    private static final Pattern SHELL = Pattern.compile("(?ms)^ *```sh\\n(.*?)^ *```$");

    private final KeycloakDistribution keycloak;
    private final DemoSite site;

    @TempDir
    private Path home;

    DocumentedCommandsDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
    }

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        run(commands("install.md").stream()
                .filter(command -> command.contains("config credentials"))
                .map(command -> command + " --password " + RelockKeycloak.ADMIN_PASSWORD)
                .findFirst()
                .orElseThrow());
    }

    @AfterEach
    void restore() {
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @Test
    void aSettingIsMadeAndTakenBack() throws IOException, InterruptedException {
        List<String> commands = commands("configuration.md").stream()
                .filter(command -> command.contains("relock.trustLifetime"))
                .toList();
        assertThat(commands).hasSize(2);

        run(commands.get(0));
        assertThat(attribute("relock.trustLifetime")).isEqualTo("604800");
        run(commands.get(1));
        assertThat(attribute("relock.trustLifetime")).isNull();
    }

    @Test
    void theEmergencyStopGoesBackToKeycloaksOwnFlow() throws IOException, InterruptedException {
        run(containing(commands("install.md"), "browserFlow"));

        assertThat(site.realm().toRepresentation().getBrowserFlow()).isEqualTo("browser");
    }

    @Test
    void whatAUserTrustedIsShownAndRemoved() throws IOException, InterruptedException {
        CredentialRepresentation device = new CredentialRepresentation();
        device.setType("relock-device");
        device.setSecretData("{}");
        device.setCredentialData("{}");
        Person person = site.somebody("robin-" + UUID.randomUUID(), device);

        assertThat(run(personal(containing(commands("privacy.md"), "get users"), person)))
                .contains("relock-device");
        assertThat(run(personal(containing(commands("install.md"), "get users"), person)))
                .contains("relock-device");
        run(personal(containing(commands("install.md"), "delete users"), person));

        assertThat(site.credentialsOf(person)).contains("otp").doesNotContain("relock-device");
    }

    private static List<String> commands(String page) throws IOException {
        Path docs = Path.of(System.getProperty("basedir")).resolveSibling("docs");
        return SHELL.matcher(Files.readString(docs.resolve(page)))
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(line -> line.strip().replaceFirst("\\s+# .*", ""))
                .filter(line -> line.startsWith("kcadm.sh "))
                .toList();
    }

    private static String containing(List<String> commands, String part) {
        return commands.stream()
                .filter(command -> command.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private String personal(String command, Person person) {
        String id = site.realm()
                .users()
                .searchByUsername(person.name(), true)
                .get(0)
                .getId();
        String credential = site.realm().users().get(id).credentials().stream()
                .filter(stored -> stored.getType().equals("relock-device"))
                .map(CredentialRepresentation::getId)
                .findFirst()
                .orElseThrow();
        return command.replace("USER_ID", id).replace("CREDENTIAL_ID", credential);
    }

    /** As it stands there, but for the names of server and realm. */
    private String run(String command) throws IOException, InterruptedException {
        String ours = command.replace("https://sso.example.org", keycloak.url().toString())
                .replace("my-realm", DemoRealm.NAME);
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", ours).redirectErrorStream(true);
        shell.environment()
                .merge("PATH", Artifacts.ofTheBuild().distribution().resolve("bin") + ":", (path, bin) -> bin + path);
        // Where it keeps that it is signed in.
        shell.environment().put("KC_OPTS", "-Duser.home=" + home);
        Process process = shell.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s said: %s", ours, output).isZero();
        return output;
    }

    private String attribute(String name) {
        return site.realm().toRepresentation().getAttributesOrEmpty().get(name);
    }
}
