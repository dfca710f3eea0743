package dev.relock.testenv.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.RealmAttributes;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;

/** The administrator copies the commands for {@code kcadm.sh} from the documentation, and they do what it says. */
@KeycloakTest
final class DocumentedCommandsDistributionIT {
    private static final DocumentedCommands INSTALL = DocumentedCommands.of("install.md");
    private static final DocumentedCommands CONFIGURATION = DocumentedCommands.of("configuration.md");
    private static final DocumentedCommands PRIVACY = DocumentedCommands.of("privacy.md");

    private final DemoSite site;
    private final AdminShell shell;

    DocumentedCommandsDistributionIT(KeycloakDistribution keycloak, @TempDir Path home) {
        this.site = new DemoSite(keycloak);
        this.shell = new AdminShell(keycloak, DemoRealm.NAME, home);
    }

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        shell.run(INSTALL.line("config credentials"));
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void aSettingIsMadeAndTakenBack() throws IOException, InterruptedException {
        shell.run(CONFIGURATION.line("-s 'attributes.\"relock.trustLifetime\""));
        assertThat(attribute("relock.trustLifetime")).isEqualTo("604800");
        shell.run(CONFIGURATION.line("-d 'attributes.\"relock.trustLifetime\""));
        assertThat(attribute("relock.trustLifetime")).isNull();
    }

    @Test
    void aClientWantsTheSecondFactorFromEveryBrowser() throws IOException, InterruptedException {
        ClientsResource clients = site.realm().clients();
        ClientRepresentation bank = new ClientRepresentation();
        bank.setClientId("bank-" + UUID.randomUUID());
        String id;
        try (Response created = clients.create(bank)) {
            id = CreatedResponseUtil.getCreatedId(created);
        }

        shell.run("ID=" + id + "\n" + CONFIGURATION.line("relock.trust\"=false"));

        assertThat(clients.get(id).toRepresentation().getAttributes()).containsEntry("relock.trust", "false");
        clients.get(id).remove();
    }

    @Test
    void whatAUserTrustedIsShownAndRemovedAndErased() throws IOException, InterruptedException {
        CredentialRepresentation device = new CredentialRepresentation();
        device.setType("relock-device");
        device.setSecretData("{}");
        device.setCredentialData("{}");
        Person person = site.somebody("robin-" + UUID.randomUUID(), device);

        assertThat(shell.run(personal(PRIVACY.line("get users"), person))).contains("relock-device");
        shell.run(personal(INSTALL.block("delete users"), person));
        assertThat(site.credentialsOf(person)).contains("otp").doesNotContain("relock-device");

        shell.run(PRIVACY.line("delete users").replace("USER_ID", site.idOf(person)));
        assertThat(site.realm().users().searchByUsername(person.name(), true)).isEmpty();
    }

    @Test
    void trustIsTurnedOffForEverybody() throws IOException, InterruptedException {
        try (RealmAttributes attributes = new RealmAttributes(site.realm())) {
            attributes.set("relock.enabled", "true");

            shell.run(INSTALL.line("enabled"));

            assertThat(attribute("relock.enabled")).isEqualTo("false");
        }
    }

    @Test
    void whatTheTabHasStoredIsDeleted() throws IOException, InterruptedException {
        try (RealmAttributes attributes = new RealmAttributes(site.realm())) {
            attributes.set("relock.deviceCap", "7");
            assertThat(tabs()).hasSize(1);

            shell.run(INSTALL.block("get components"));

            assertThat(tabs()).isEmpty();
            assertThat(attribute("relock.deviceCap")).isEqualTo("7");
        }
    }

    private List<ComponentRepresentation> tabs() {
        return site.realm().components().query(null, "org.keycloak.services.ui.extend.UiTabProvider");
    }

    private String personal(String command, Person person) {
        String id = site.idOf(person);
        String credential = site.realm().users().get(id).credentials().stream()
                .filter(stored -> stored.getType().equals("relock-device"))
                .map(CredentialRepresentation::getId)
                .findFirst()
                .orElseThrow();
        return command.replace("USER_ID", id).replace("CREDENTIAL_ID", credential);
    }

    private String attribute(String name) {
        return site.realm().toRepresentation().getAttributesOrEmpty().get(name);
    }
}
