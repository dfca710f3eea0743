package dev.relock.testenv.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;

/** The page on which a person names trusted browsers and removes them. */
public final class ManagedDevices {
    private final Page page;

    private ManagedDevices(Page page) {
        this.page = page;
    }

    /** Waits until the browser has shown its proof and the list is there. */
    public static ManagedDevices on(BrowserProfile browser) {
        browser.page().waitForSelector("#relock-devices");
        return new ManagedDevices(browser.page());
    }

    public Locator title() {
        return page.locator("#kc-page-title");
    }

    /** The browser that it is shown in; there is none if it is not among the trusted ones. */
    public Locator here() {
        return page.locator("#relock-here");
    }

    public Locator names() {
        return page.locator("#relock-devices input[name=relock-label]");
    }

    public ManagedDevices nameThisBrowser(String name) {
        here().locator("input[name=relock-label]").fill(name);
        here().locator("button").click();
        return this;
    }

    public ManagedDevices removeOthers() {
        page.click("#relock-remove");
        page.click("#relock-remove-others");
        return this;
    }

    /** What Keycloak says above the page. */
    public void expectMessage(String text) {
        // Themes mark their messages differently.
        assertThat(page.getByText(text).first()).isVisible();
    }

    public void finish() {
        page.click("#relock-done");
    }
}
