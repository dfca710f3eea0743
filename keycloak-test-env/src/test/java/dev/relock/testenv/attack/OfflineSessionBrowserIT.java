package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thief who has copied a profile and got tokens for a long time before he was found out. */
@KeycloakTest
final class OfflineSessionBrowserIT {
    private final DemoSite site;

    OfflineSessionBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void theOfflineTokenThatTheThiefGotWithoutASecondFactorEndsWithTheTrust(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile laptop = browsers.newProfileOnDisk();
        SignIn.toOwn(site, laptop, owner);
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        Application application = Application.withWebOrigins(site);
        RefreshToken offline = offlineToken(copy, owner, application);
        assertThat(application.canRefresh(offline)).isTrue();

        assertThat(SignIn.begin(site, laptop, owner).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);

        assertThat(Account.of(site, owner).suspensions()).hasSize(1);
        assertThat(application.canRefresh(offline)).isFalse();
    }

    private RefreshToken offlineToken(BrowserProfile browser, Person owner, Application application) {
        Page page = browser.page();
        page.navigate(application.signIn(site, "openid+offline_access").toString());
        SignIn.at(browser, owner).givePassword();
        page.waitForURL(Application.callback(site) + "?**");
        return application
                .redeem(site, Application.codeIn(URI.create(page.url())))
                .getRefreshToken();
    }
}
