package dev.relock.testenv.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.keycloak.RelockKeycloak;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;

/** What an administrator does to a device counts at once in the browser that it is. */
@KeycloakTest
final class AdminEffectsBrowserIT {
    private final KeycloakDistribution keycloak;
    private final DemoSite site;
    private Keycloak admin;
    private AdminApi api;
    private Person owner;
    private BrowserProfile laptop;

    AdminEffectsBrowserIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
    }

    @BeforeEach
    void somebodyOwnsALaptop(Browsers browsers) {
        admin = KeycloakBuilder.builder()
                .serverUrl(keycloak.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(RelockKeycloak.ADMIN_USER)
                .password(RelockKeycloak.ADMIN_PASSWORD)
                .build();
        api = new AdminApi(
                keycloak.url().resolve("/admin/realms/" + DemoRealm.NAME + "/relock/"),
                () -> Optional.of(admin.tokenManager().getAccessTokenString()));
        owner = site.somebody();
        laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
    }

    @AfterEach
    void closeSite() {
        admin.close();
        site.close();
    }

    @Test
    void aSuspendedDeviceIsAskedForTheSecondFactorUntilItIsRestored() {
        JsonNode device = device();

        assertThat(api.post(path(device) + "/suspend").status()).isEqualTo(204);
        SignIn suspended = SignIn.begin(site, laptop, owner).givePassword();
        assertThat(suspended.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        suspended.giveOneTimePassword().signOut(site);

        assertThat(api.post(path(device) + "/restore").status()).isEqualTo(204);
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
    }

    @Test
    void whoIsSignedInOnARemovedDeviceIsSignedOutAndAskedForTheSecondFactor() {
        JsonNode device = device();
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
        String user = device.get("userId").asText();
        assertThat(site.realm().users().get(user).getUserSessions()).hasSize(1);

        assertThat(api.delete("devices?device=" + device.get("deviceId").asText())
                        .json()
                        .get("removed")
                        .asInt())
                .isEqualTo(1);

        assertThat(site.realm().users().get(user).getUserSessions()).isEmpty();
        laptop.context().clearCookies();
        assertThat(SignIn.begin(site, laptop, owner).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    /** By the device, as events name it: the gateway remembers its owners. */
    private JsonNode device() {
        JsonNode byOwner =
                api.get("devices?search=" + owner.name()).json().get("devices").get(0);
        JsonNode byDevice = api.get("devices?device=" + byOwner.get("deviceId").asText())
                .json()
                .get("devices");
        assertThat(byDevice).hasSize(1);
        assertThat(byDevice.get(0)).isEqualTo(byOwner);
        assertThat(byOwner.get("state").asText()).isEqualTo("trusted");
        return byOwner;
    }

    private static String path(JsonNode device) {
        return "users/" + device.get("userId").asText() + "/devices/"
                + device.get("id").asText();
    }
}
