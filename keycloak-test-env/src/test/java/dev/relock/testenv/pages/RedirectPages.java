package dev.relock.testenv.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.relock.testenv.browser.BrowserProfile;
import java.net.URI;
import java.util.List;

/** Looks at the pages of a redirect as {@link Inspection} does at all of ours. */
public final class RedirectPages {
    private RedirectPages() {}

    /** In light and dark, wide and narrow; they may not go on meanwhile. */
    public static void inspect(BrowserProfile browser, URI ask, URI refused) {
        Inspection inspection = Inspection.of(browser.context(), "redirect");
        Page page = browser.page();
        page.route("**/redirect.js", route -> route.abort());
        page.navigate(ask.toString());
        // Shown after a while, for whom the script does not come.
        page.waitForSelector("#relock-redirect-new");
        inspection.check(page, "ask");
        page.navigate(refused.toString());
        page.waitForSelector("#relock-redirect-void");
        inspection.check(page, "void");
        page.navigate(ask.toString());
        page.click("#relock-redirect-new");
        page.waitForSelector("#relock-return");
        inspection.check(page, "send");
        page.unroute("**/redirect.js");
        inspection.expectNothingFound();
    }

    /** In a language that the realm speaks. */
    public static void inspectLanguage(BrowserProfile browser, URI realm, URI ask, String language, String english) {
        browser.context().addCookies(List.of(new Cookie("KEYCLOAK_LOCALE", language).setUrl(realm.toString())));
        Page page = browser.page();
        page.route("**/redirect.js", route -> route.abort());
        page.navigate(ask.toString());
        page.waitForSelector("#relock-redirect-new");
        if (!language.equals(page.getAttribute("html", "lang"))
                || page.innerText("body").contains(english)) {
            throw new AssertionError(language + ": " + page.innerText("body"));
        }
        Inspection.assertNoRawKey(page);
        page.unroute("**/redirect.js");
    }
}
