package dev.relock.testenv.webauthn;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import dev.relock.testenv.browser.BrowserProfile;

/**
 * Chromium's virtual authenticator, touched whenever somebody asks: the domain WebAuthn of the
 * <a href="https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/">DevTools protocol</a>.
 */
public final class VirtualAuthenticator {
    private final CDPSession devTools;
    private final String id;

    private VirtualAuthenticator(BrowserProfile browser, String transport, boolean keepsPasskeys) {
        devTools = browser.context().newCDPSession(browser.page());
        devTools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", transport);
        options.addProperty("hasResidentKey", keepsPasskeys);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        id = devTools.send("WebAuthn.addVirtualAuthenticator", parameters)
                .get("authenticatorId")
                .getAsString();
    }

    /** A security key in the USB port. */
    public static VirtualAuthenticator securityKeyIn(BrowserProfile browser) {
        return new VirtualAuthenticator(browser, "usb", false);
    }

    /** The keeper of the passkeys of a device. */
    public static VirtualAuthenticator passkeysIn(BrowserProfile browser) {
        return new VirtualAuthenticator(browser, "internal", true);
    }

    /** Has had this key for long. */
    public VirtualAuthenticator holding(RegisteredKey key) {
        JsonObject parameters = parameters();
        parameters.add("credential", key.forAuthenticator());
        devTools.send("WebAuthn.addCredential", parameters);
        return this;
    }

    /** Nothing is there any more that could answer. */
    public void unplug() {
        devTools.send("WebAuthn.removeVirtualAuthenticator", parameters());
    }

    private JsonObject parameters() {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("authenticatorId", id);
        return parameters;
    }
}
