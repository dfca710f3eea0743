package dev.relock.testenv.signin;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.site.DemoSite;

/** "Signing in" in Keycloak's account console, for somebody who is signed in. */
public final class AccountConsole {
    private final Page page;

    private AccountConsole(Page page) {
        this.page = page;
    }

    public static AccountConsole open(DemoSite site, BrowserProfile browser) {
        Page page = browser.page();
        page.navigate(site.keycloak().realm(DemoRealm.NAME) + "/account/account-security/signing-in");
        return new AccountConsole(page);
    }

    /** Deletes the only credential of this type and waits until it is gone. */
    public void delete(String credentialType) {
        Locator delete = page.locator("[data-testid='" + credentialType + "/credential-list'] [data-testrole=remove]");
        delete.click();
        page.click("#kc-accept");
        page.waitForSelector("[data-testid='password/credential-list']");
        PlaywrightAssertions.assertThat(delete).hasCount(0);
    }
}
