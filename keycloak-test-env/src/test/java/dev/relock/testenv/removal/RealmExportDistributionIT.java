package dev.relock.testenv.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.DistributionBuilder;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A realm moves to another Keycloak, at the same address, by the file that {@code kc.sh export} writes. */
final class RealmExportDistributionIT {
    private final Artifacts artifacts = Artifacts.ofTheBuild();
    private final int port = FreePort.find();

    @Test
    void theKeycloakThatImportsARealmKnowsItsBrowsers(@TempDir Path directory) {
        HttpBrowser laptop;
        HttpBrowser phone;
        Person owner;
        OidcClient client;
        String name;
        Path file;
        try (KeycloakDistribution keycloak = server().fresh().start()) {
            TestRealm realm = TestRealm.imported(keycloak);
            name = realm.name();
            laptop = realm.browser();
            phone = realm.browser();
            owner = realm.somebody();
            client = realm.client();
            client.own(laptop, owner);
            file = directory.resolve(name + ".json");
            keycloak.export(name, file);
        }
        try (KeycloakDistribution keycloak = server().empty().realm(file).start()) {
            assertThat(TestRealm.existing(keycloak, name).devicesOf(owner)).hasSize(1);

            // As the agent does when it finds that the gateway knows its session no more.
            assertThat(laptop.agent().comeBack().status()).isEqualTo(200);
            assertThat(client.redeem(client.signIn(laptop, owner).givePassword())
                            .amr())
                    .contains("pwd", "swk");
            assertThat(phone.agent().comeBack().status()).isEqualTo(200);
            assertThat(client.signIn(phone, owner).givePassword().screen())
                    .as("a browser that nobody owns")
                    .isEqualTo(Screen.ONE_TIME_PASSWORD);
        }
    }

    private DistributionBuilder server() {
        return KeycloakDistribution.in(artifacts.directory().resolve("servers").resolve("moves"), artifacts)
                .javaOptions(KeycloakDistribution.SHORT_LIVED)
                .port(port);
    }
}
