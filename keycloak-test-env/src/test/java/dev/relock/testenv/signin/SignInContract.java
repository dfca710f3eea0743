package dev.relock.testenv.signin;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aNewcomerSetsUpTheSecondFactorAndIsSignedIn(Browsers browsers) {
        Person bob = site.newcomer();
        SignIn signIn = SignIn.begin(site, browsers.newProfile(), bob);

        signIn.givePassword().setUpOneTimePassword().expectSignedIn();

        signIn.signOut(site);
        assertThat(site.credentialsOf(bob)).contains("otp");
    }
}
