package dev.relock.testenv.pictures;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.RelockKeycloak;

/** The demo realm in Keycloak's admin console, for the administrator. */
final class AdminConsole {
    private final Page page;

    private AdminConsole(Page page) {
        this.page = page;
    }

    /** Signs in and opens the list of flows. */
    static AdminConsole open(RelockKeycloak keycloak, BrowserProfile browser) {
        Page page = browser.page();
        // Tall enough for the longest flow: the console scrolls inside the window.
        page.setViewportSize(1280, 1500);
        page.navigate(keycloak.url() + "/admin/master/console/#/" + DemoRealm.NAME + "/authentication");
        page.fill("#username", RelockKeycloak.ADMIN_USER);
        page.fill("#password", RelockKeycloak.ADMIN_PASSWORD);
        page.click("#kc-login");
        return new AdminConsole(page);
    }

    AdminConsole openFlow(String alias) {
        page.getByText(alias, new Page.GetByTextOptions().setExact(true)).click();
        page.waitForSelector("table[aria-label=Flows]");
        // A row under the mouse is shown in another colour.
        page.mouse().move(0, 0);
        return this;
    }

    /** The tab of the realm settings, where the console is open already. */
    Locator openPolicy() {
        // As wide as a picture may be; still the row of tabs has to be scrolled to ours.
        page.setViewportSize(1560, 1500);
        page.navigate(page.url().replaceFirst("#.*", "#/" + DemoRealm.NAME + "/realm-settings/relock"));
        Locator form = page.locator("form.keycloak__form");
        form.waitFor();
        page.locator("[role=tab][aria-selected=true]").first().scrollIntoViewIfNeeded();
        page.mouse().move(0, 0);
        return form;
    }

    Locator field(String name) {
        return page.getByTestId(name);
    }

    Locator heading() {
        return page.locator("h1[data-testid=view-header]");
    }

    Locator content() {
        return page.locator("main");
    }

    Locator flow() {
        return page.locator("table[aria-label=Flows]");
    }

    /** The names of the steps, from top to bottom. */
    Locator steps() {
        return flow().locator("[id^=title-id-]");
    }

    /** Opens the settings of one step. */
    Locator openSettings(String step) {
        page.locator("tr:has([data-testid='" + step + "']) button[aria-label=Settings]")
                .click();
        return page.locator("[role=dialog]:has(#execution-config-form)");
    }
}
