package dev.relock.testenv.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForURLOptions;
import com.microsoft.playwright.options.WaitUntilState;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;

/** One person signs in to the demo client with one browser, screen by screen. */
public final class SignIn {
    private final Page page;
    private final Person person;

    private SignIn(Page page, Person person) {
        this.page = page;
        this.person = person;
    }

    /** Opens the demo client and presses "Sign in". */
    public static SignIn begin(DemoSite site, BrowserProfile browser, Person person) {
        Page page = browser.page();
        page.navigate(site.client().url().toString());
        SignIn signIn = new SignIn(page, person);
        signIn.expect(Screen.SIGNED_OUT);
        Screen.leave(page, "#sign-in");
        return signIn;
    }

    /** For a browser that has come to the login page by another way. */
    public static SignIn at(BrowserProfile browser, Person person) {
        return new SignIn(browser.page(), person);
    }

    /** Signs in with both factors, trusts the browser, and signs out. */
    public static void toOwn(DemoSite site, BrowserProfile browser, Person person) {
        begin(site, browser, person)
                .givePassword()
                .giveOneTimePassword()
                .trustThisBrowser()
                .signOut(site);
    }

    /** What the browser shows now. */
    public Screen screen() {
        return Screen.on(page);
    }

    public SignIn givePassword() {
        expect(Screen.PASSWORD);
        page.fill("#username", person.name());
        page.fill("#password", person.password());
        Screen.leave(page, "#kc-login");
        return this;
    }

    /** The page names the user itself and asks for the password only. */
    public SignIn giveOnlyPassword() {
        expect(Screen.PASSWORD);
        assertThat(named()).isEqualTo(person.name());
        assertThat(page.isVisible("#username")).isFalse();
        page.fill("#password", person.password());
        Screen.leave(page, "#kc-login");
        return this;
    }

    /** Whom the page names, empty if nobody. */
    public String named() {
        screen();
        return page.isVisible("#kc-attempted-username") ? page.inputValue("#kc-attempted-username") : "";
    }

    /** Whether the page asks for a user name. */
    public boolean asksForUserName() {
        expect(Screen.PASSWORD);
        return page.isVisible("#username");
    }

    /** Keycloak's link beside the name of the user. */
    public SignIn startOver() {
        Screen.leave(page, "#reset-login");
        return this;
    }

    /** Keycloak's page behind "Forgot password?". */
    public void askForReset(String userName) {
        expect(Screen.RESET_CREDENTIALS);
        page.fill("#username", userName);
        Screen.leave(page, "#kc-reset-password-form [type=submit]");
        screen();
    }

    /** Keycloak's page on which the user chooses a new password; the same will do. */
    public void chooseNewPassword() {
        expect(Screen.NEW_PASSWORD);
        page.fill("#password-new", person.password());
        page.fill("#password-confirm", person.password());
        Screen.leave(page, "#kc-submit");
    }

    public SignIn continueRemembered() {
        expect(Screen.REMEMBERED);
        Screen.leave(page, "#relock-remembered-continue");
        return this;
    }

    public SignIn notYou() {
        expect(Screen.REMEMBERED);
        Screen.leave(page, "#relock-decline");
        return this;
    }

    public SignIn continueWithoutJavaScript() {
        expect(Screen.PROOF_WITHOUT_JAVASCRIPT);
        Screen.leave(page, "#relock-continue");
        return this;
    }

    public SignIn giveOneTimePassword() {
        expect(Screen.ONE_TIME_PASSWORD);
        page.fill("#otp", person.authenticator().unused());
        Screen.leave(page, "#kc-login");
        return this;
    }

    /** The key that is plugged in is touched. */
    public SignIn useSecurityKey() {
        expect(Screen.SECURITY_KEY);
        return askForKey("#authenticateWebAuthnButton");
    }

    /** The same for a key that Keycloak does not know yet. */
    public SignIn setUpSecurityKey() {
        expect(Screen.SECURITY_KEY_SET_UP);
        page.onceDialog(dialog -> dialog.accept("Security key"));
        return askForKey("#registerWebAuthn");
    }

    /** The login page asks for a passkey by itself, as it does for the autofill of the browser, which answers at once. */
    public SignIn usePasskey() {
        page.waitForURL(
                url -> !url.contains("/protocol/openid-connect/auth"),
                new WaitForURLOptions().setWaitUntil(WaitUntilState.COMMIT));
        return this;
    }

    /** The buttons do nothing before the scripts of the page have run. */
    private SignIn askForKey(String button) {
        page.waitForLoadState();
        Screen.leave(page, button);
        return this;
    }

    /** Takes the secret from the page, as a person without a camera does, and proves to have it. */
    public SignIn setUpOneTimePassword() {
        expect(Screen.ONE_TIME_PASSWORD_SET_UP);
        Screen.leave(page, "#mode-manual");
        expect(Screen.ONE_TIME_PASSWORD_SET_UP);
        person.addToAuthenticator(page.textContent("#kc-totp-secret-key"));
        page.fill("#totp", person.authenticator().unused());
        Screen.leave(page, "#saveTOTPBtn");
        return this;
    }

    public SignIn trustThisBrowser() {
        expect(Screen.TRUST_THIS_BROWSER);
        Screen.leave(page, "#relock-trust");
        return this;
    }

    public SignIn declineToTrust() {
        expect(Screen.TRUST_THIS_BROWSER);
        Screen.leave(page, "#relock-decline");
        return this;
    }

    /** Has read that one of the browsers has turned up twice. */
    public SignIn acknowledgeNotice() {
        expect(Screen.NOTICE);
        Screen.leave(page, "#relock-acknowledge");
        return this;
    }

    public void expectSignedIn() {
        expect(Screen.SIGNED_IN);
        assertThat(page.textContent("#user")).isEqualTo(person.name());
    }

    /** The value the demo client shows for a claim of the ID token. */
    public String claim(String name) {
        expect(Screen.SIGNED_IN);
        return page.textContent("#sign-in-claims tr:has(th:text-is('" + name + "')) td");
    }

    /** Signs out at the demo client, wherever the browser is now. */
    public void signOut(DemoSite site) {
        screen();
        page.navigate(site.client().url().toString());
        expect(Screen.SIGNED_IN);
        Screen.leave(page, "#sign-out");
        expect(Screen.SIGNED_OUT);
    }

    private void expect(Screen expected) {
        assertThat(screen()).as("screen at %s", page.url()).isEqualTo(expected);
    }
}
