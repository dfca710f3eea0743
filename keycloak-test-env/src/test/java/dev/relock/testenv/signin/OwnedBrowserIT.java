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

/** What a browser owes to the second factor, over its life. */
@KeycloakTest
final class OwnedBrowserIT {
    private final KeycloakDistribution keycloak;
    private final DemoSite site;
    private Person owner;
    private BrowserProfile laptop;

    OwnedBrowserIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
    }

    @BeforeEach
    void somebodyOwnsALaptop(Browsers browsers) {
        owner = site.somebody();
        laptop = browsers.newProfileOnDisk();
        SignIn.toOwn(site, laptop, owner);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void theOwnerIsAskedOnlyForThePassword() {
        SignIn again = SignIn.begin(site, laptop, owner).givePassword();

        again.expectSignedIn();
        // RFC 8176: a password, and proof of possession of a key in software; no one-time code.
        assertThat(again.claim("amr")).contains("pwd", "swk").doesNotContain("otp");
    }

    @Test
    void theOwnerIsAskedOnlyForThePasswordAfterTheBrowserWasClosed() {
        laptop.restart();

        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
    }

    @Test
    void anotherProfileIsAskedForTheSecondFactor(Browsers browsers) {
        SignIn elsewhere = SignIn.begin(site, browsers.newProfile(), owner).givePassword();

        assertThat(elsewhere.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void anotherPersonIsAskedForTheSecondFactorOnTheSameBrowser() {
        SignIn other = SignIn.begin(site, laptop, DemoSite.alice()).givePassword();

        assertThat(other.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aRemovedDeviceIsAskedForTheSecondFactorAgain() {
        SignIn again = SignIn.begin(site, laptop, owner).givePassword();
        again.expectSignedIn();
        AccountConsole.open(site, laptop).delete("relock-device");
        again.signOut(site);

        SignIn afterwards = SignIn.begin(site, laptop, owner).givePassword();

        assertThat(afterwards.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void theOwnerIsAskedOnlyForThePasswordAfterKeycloakWasRestarted() {
        keycloak.restart();

        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
    }

    @Test
    void whoDeclinesIsAskedForTheSecondFactorAgain(Browsers browsers) {
        BrowserProfile library = browsers.newProfile();
        SignIn first = SignIn.begin(site, library, owner).givePassword().giveOneTimePassword();
        first.declineToTrust().signOut(site);

        SignIn again = SignIn.begin(site, library, owner).givePassword();

        assertThat(again.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }
}
