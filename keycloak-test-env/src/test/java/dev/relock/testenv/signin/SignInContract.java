package dev.relock.testenv.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.keycloak.RelockKeycloak;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in with and without the device: the same wherever Keycloak runs. */
@KeycloakTest
abstract class SignInContract {
    private final DemoSite site;

    SignInContract(RelockKeycloak keycloak) {
        site = new DemoSite(keycloak);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void theFirstSignInAsksForTheSecondFactorAndTheNextOneDoesNot(Browsers browsers) {
        Person person = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        SignIn first = SignIn.begin(site, laptop, person).givePassword();
        assertThat(first.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        first.giveOneTimePassword().trustThisBrowser().signOut(site);

        SignIn second = SignIn.begin(site, laptop, person).givePassword();

        second.expectSignedIn();
        assertThat(site.credentialsOf(person)).contains("relock-device");
    }

    @Test
    void aBrowserThatIsNotTrustedIsAskedForTheSecondFactor(Browsers browsers) {
        Person person = site.somebody();
        SignIn.toOwn(site, browsers.newProfile(), person);

        SignIn elsewhere = SignIn.begin(site, browsers.newProfile(), person).givePassword();

        assertThat(elsewhere.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aNewcomerSetsUpTheSecondFactorAndOwnsTheBrowserFromTheNextSignInOn(Browsers browsers) {
        Person bob = site.newcomer();
        BrowserProfile laptop = browsers.newProfile();
        SignIn.begin(site, laptop, bob).givePassword().setUpOneTimePassword().signOut(site);
        SignIn.toOwn(site, laptop, bob);

        SignIn.begin(site, laptop, bob).givePassword().expectSignedIn();
    }

    @Test
    void whoHasNoSecondFactorIsAskedToSetOneUp(Browsers browsers) {
        SignIn carol =
                SignIn.begin(site, browsers.newProfile(), DemoSite.carol()).givePassword();

        assertThat(carol.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD_SET_UP);
    }
}
