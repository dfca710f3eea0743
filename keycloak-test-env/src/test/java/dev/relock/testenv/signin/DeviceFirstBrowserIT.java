package dev.relock.testenv.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The flow in which the device is proven before the password, on a page that submits itself. */
@KeycloakTest
final class DeviceFirstBrowserIT {
    private final DemoSite site;

    DeviceFirstBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void bindFlow() {
        site.bindBrowserFlow("relock browser, device first");
    }

    @AfterEach
    void bindUsualFlow() {
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @Test
    void theOwnerIsAskedOnlyForThePassword(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);

        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
    }

    @Test
    void anotherProfileIsAskedForTheSecondFactor(Browsers browsers) {
        Person owner = site.somebody();
        SignIn.toOwn(site, browsers.newProfile(), owner);

        SignIn elsewhere = SignIn.begin(site, browsers.newProfile(), owner).givePassword();

        assertThat(elsewhere.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }
}
