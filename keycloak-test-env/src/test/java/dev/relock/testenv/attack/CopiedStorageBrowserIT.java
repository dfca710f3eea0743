package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All that a stealer of cookies gets, HttpOnly ones included, and Web Storage with it. */
@KeycloakTest
final class CopiedStorageBrowserIT {
    private static final String STORAGE = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])";
    private static final String RESTORE = """
            if (location.origin === '%s') {
              const [local, session] = %s;
              Object.assign(localStorage, local);
              Object.assign(sessionStorage, session);
            }
            """;

    private final DemoSite site;

    CopiedStorageBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void cookiesAndWebStorageOfAnOwnedBrowserSaveNobodyTheSecondFactorAndTheOwnerIsNotDisturbed(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
        BrowserProfile thief = browsers.newProfile();
        thief.context().addInitScript(RESTORE.formatted(site.keycloak().url(), storageAtKeycloak(laptop)));
        thief.context().addCookies(laptop.context().cookies());
        assertThat(thief.context().cookies())
                .extracting(cookie -> cookie.name)
                .contains("X-Key-Session", "__Secure-RELOCK");

        SignIn stolen = SignIn.begin(site, thief, owner).givePassword();

        assertThat(stolen.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(Account.of(site, owner).suspensions()).isEmpty();
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
    }

    private String storageAtKeycloak(BrowserProfile browser) {
        Page page = browser.page();
        page.navigate(site.keycloak().realm(DemoRealm.NAME).toString());
        String storage = (String) page.evaluate(STORAGE);
        assertThat(storage).contains("relock.session");
        return storage;
    }
}
