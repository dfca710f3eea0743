package dev.relock.testenv.adaptive;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;

/** Chromium's virtual authenticator: a security key that is touched whenever somebody asks. */
final class SecurityKey {
    private SecurityKey() {}

    static void plugInto(BrowserProfile browser) {
        CDPSession devTools = browser.context().newCDPSession(browser.page());
        devTools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "usb");
        options.addProperty("hasResidentKey", false);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        devTools.send("WebAuthn.addVirtualAuthenticator", parameters);
    }

    /** On Keycloak's page that sets a key up. */
    static void register(Page page) {
        page.onDialog(dialog -> dialog.accept("Security key"));
        page.click("#registerWebAuthn");
        page.waitForSelector("#claims");
    }

    static boolean isAskedFor(Page page) {
        page.waitForSelector("#authenticateWebAuthnButton");
        return true;
    }

    /** On Keycloak's page that asks for the key. */
    static void use(Page page) {
        page.click("#authenticateWebAuthnButton");
        page.waitForSelector("#relock-trust");
    }
}
