package dev.relock.testenv.signin;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.site.DemoSite;

/** "Signing in" in Keycloak's account console, for somebody who is signed in. */
public final class AccountConsole {
    private final DemoSite site;
    private final Page page;

    private AccountConsole(DemoSite site, Page page) {
        this.site = site;
        this.page = page;
    }

    public static AccountConsole open(DemoSite site, BrowserProfile browser) {
        Page page = browser.page();
        page.navigate(site.keycloak().realm(DemoRealm.NAME) + "/account/account-security/signing-in");
        return new AccountConsole(site, page);
    }

    /** Deletes the only credential of this type, waits until it is gone, and goes back to the application. */
    public void delete(String credentialType) {
        Locator delete = page.locator("[data-testid='" + credentialType + "/credential-list'] [data-testrole=remove]");
        delete.click();
        page.click("#kc-accept");
        page.waitForSelector("[data-testid='password/credential-list']");
        PlaywrightAssertions.assertThat(delete).hasCount(0);
        page.navigate(site.client().url().toString());
    }

    /** Follows the link beside the heading of this type of credential. */
    public void manage(String credentialType) {
        page.click("[data-testid='" + credentialType + "/create']");
    }
}
