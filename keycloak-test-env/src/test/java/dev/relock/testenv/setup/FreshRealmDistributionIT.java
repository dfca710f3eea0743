package dev.relock.testenv.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.process.Commands;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;

/** The realm file and the script that does the same with kcadm.sh, each in a fresh realm, and signed into. */
@KeycloakTest
final class FreshRealmDistributionIT {
    private static final Path SCRIPT = Path.of("..", "docs", "kcadm", "relock-realm.sh");
    private static final String FLOW = "relock browser";

    private final KeycloakDistribution keycloak;

    FreshRealmDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void theRealmFileIsComplete() {
        try (TestRealm realm = TestRealm.imported(keycloak)) {
            expectToWork(realm);
        }
    }

    @Test
    void theScriptDoesTheSameAsTheRealmFile() throws IOException, InterruptedException {
        String name = "scripted-" + UUID.randomUUID();
        Path login = Artifacts.ofTheBuild().directory().resolve("kcadm-" + name + ".config");
        run(
                keycloak.command("kcadm.sh").toString(),
                "config",
                "credentials",
                "--server",
                keycloak.url().toString(),
                "--realm",
                "master",
                "--user",
                KeycloakDistribution.ADMIN_USER,
                "--password",
                KeycloakDistribution.ADMIN_PASSWORD,
                "--config",
                login.toString());
        try {
            run(SCRIPT.toString(), name, "--config", login.toString());
        } finally {
            Files.delete(login);
        }
        try (TestRealm scripted = TestRealm.existing(keycloak, name);
                TestRealm imported = TestRealm.imported(keycloak)) {
            expectToWork(scripted);
            assertThat(flowOf(scripted)).isEqualTo(flowOf(imported));
        }
    }

    private static void expectToWork(TestRealm realm) {
        OidcClient client = realm.client();
        Person person = realm.somebody();
        HttpBrowser browser = realm.browser();
        client.own(browser, person);

        Tokens tokens =
                client.redeem(client.signIn(browser.forgetCookies(), person).givePassword());

        assertThat(tokens.idToken().path("relock_login_state").asText()).isEqualTo("trusted");
        assertThat(tokens.amr()).containsExactlyInAnyOrder("pwd", "swk");
    }

    /** Its executions in order, with what they are told. */
    private static List<String> flowOf(TestRealm realm) {
        return realm.admin().flows().getExecutions(FLOW).stream()
                .map(execution -> execution.getLevel() + " " + execution.getDisplayName() + " "
                        + execution.getRequirement() + " " + settings(realm, execution))
                .toList();
    }

    private static Map<String, String> settings(TestRealm realm, AuthenticationExecutionInfoRepresentation execution) {
        return execution.getAuthenticationConfig() == null
                ? Map.of()
                : new TreeMap<>(realm.admin()
                        .flows()
                        .getAuthenticatorConfig(execution.getAuthenticationConfig())
                        .getConfig());
    }

    private void run(String... command) {
        String kcadm = keycloak.command("kcadm.sh").toAbsolutePath().toString();
        Commands.run(Path.of("."), Map.of("KCADM", kcadm), List.of(command));
    }
}
