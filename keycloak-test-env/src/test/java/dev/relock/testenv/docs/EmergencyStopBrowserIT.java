package dev.relock.testenv.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The worst that can be done: the JAR is gone, and the flows that need it are still bound. The page on installing says how to
 * get out of it, and how nothing of Relock stays behind.
 */
@KeycloakTest
final class EmergencyStopBrowserIT {
    private static final DocumentedCommands PAGE = DocumentedCommands.of("install.md");

    @Test
    void peopleSignInAgainByKeycloaksOwnFlow(Browsers browsers, @TempDir Path home)
            throws IOException, InterruptedException {
        Artifacts artifacts = Artifacts.ofTheBuild();
        Path directory = artifacts.directory().resolve("servers").resolve("removed");
        KeycloakDistribution keycloak = KeycloakDistribution.in(directory, artifacts)
                .fresh()
                .javaOptions(KeycloakDistribution.SHORT_LIVED)
                .withoutPlugin()
                .start();
        AdminShell shell = new AdminShell(keycloak, DemoRealm.NAME, home);
        try (DemoSite site = new DemoSite(keycloak)) {
            Person person = site.somebody("robin");
            assertThat(SignIn.begin(site, browsers.newProfile(), person).screen())
                    .as("without the JAR nobody can sign in by its flow")
                    .isEqualTo(Screen.ERROR_OF_KEYCLOAK);

            shell.run(PAGE.block("browserFlow=browser"));

            SignIn signIn = SignIn.begin(site, browsers.newProfile(), person).givePassword();
            assertThat(signIn.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
            signIn.giveOneTimePassword().expectSignedIn();

            shell.run(PAGE.block("loginTheme"));

            RealmRepresentation realm = site.realm().toRepresentation();
            assertThat(realm.getLoginTheme()).isEqualTo("keycloak.v2");
            assertThat(realm.getResetCredentialsFlow()).isEqualTo("reset credentials");
            assertThat(site.realm().flows().getFlows())
                    .extracting(AuthenticationFlowRepresentation::getAlias)
                    .contains("browser")
                    .noneMatch(alias -> alias.startsWith("relock "));
            assertThat(site.realm().flows().getRequiredActions())
                    .noneMatch(action -> action.getAlias().startsWith("relock-"));
            assertThat(site.realm().clientScopes().findAll())
                    .noneMatch(scope -> scope.getName().equals("relock"));
            SignIn.begin(site, browsers.newProfile(), person)
                    .givePassword()
                    .giveOneTimePassword()
                    .expectSignedIn();
        } finally {
            keycloak.close();
        }
    }
}
