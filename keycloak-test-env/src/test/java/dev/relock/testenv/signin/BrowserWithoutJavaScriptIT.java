package dev.relock.testenv.signin;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser that can prove nothing is no error. */
@KeycloakTest
final class BrowserWithoutJavaScriptIT {
    private final DemoSite site;

    BrowserWithoutJavaScriptIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void isAskedForTheSecondFactorEachTimeAndSignedIn(Browsers browsers) {
        Person person = site.somebody();
        BrowserProfile browser = browsers.newProfileWithoutJavaScript();

        signInWithBothFactors(browser, person).signOut(site);

        signInWithBothFactors(browser, person).expectSignedIn();
    }

    private SignIn signInWithBothFactors(BrowserProfile browser, Person person) {
        return SignIn.begin(site, browser, person)
                .givePassword()
                .continueWithoutJavaScript()
                .giveOneTimePassword();
    }
}
