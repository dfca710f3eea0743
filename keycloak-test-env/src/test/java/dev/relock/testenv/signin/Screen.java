package dev.relock.testenv.signin;

import com.microsoft.playwright.Page;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a person can find on the screen on the way from "Sign in" to the application. */
public enum Screen {
    PASSWORD("#kc-form-login #password"),
    REMEMBERED("#relock-remembered-continue"),
    DENIED("#relock-denied"),
    RESET_CREDENTIALS("#kc-reset-password-form"),
    NEW_PASSWORD("#kc-passwd-update-form"),
    /** Such a page submits itself where there is JavaScript; this button is then no part of it. */
    PROOF_WITHOUT_JAVASCRIPT("#relock-continue"),
    ONE_TIME_PASSWORD("#kc-otp-login-form #otp"),
    SECURITY_KEY("#kc-form-webauthn"),
    SECURITY_KEY_SET_UP("#registerWebAuthn"),
    ONE_TIME_PASSWORD_SET_UP("#kc-totp-settings-form"),
    TRUST_THIS_BROWSER("#relock-trust"),
    NOTICE("#relock-notice-form"),
    SIGNED_IN("#claims"),
    SIGNED_OUT("#sign-in"),
    ERROR_OF_KEYCLOAK("#kc-error-message"),
    ERROR_OF_CLIENT("#message");

    /** No page that has been left shows up again: see {@link #leave}. */
    private static final String FRESH = ":root:not([data-left]) ";

    private final String selector;

    Screen(String selector) {
        this.selector = selector;
    }

    /** Waits until one of the screens is there; pages that submit themselves are passed on the way. */
    static Screen on(Page page) {
        page.waitForSelector(Arrays.stream(values()).map(Screen::freshSelector).collect(Collectors.joining(", ")));
        return Arrays.stream(values())
                .filter(screen -> page.querySelector(screen.freshSelector()) != null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The page went away by itself: " + page.url()));
    }

    /** Clicks, and marks the page as left, so that it is not taken for the one that comes next. */
    public static void leave(Page page, String button) {
        page.evaluate("document.documentElement.dataset.left = ''");
        page.click(button);
    }

    private String freshSelector() {
        return FRESH + selector;
    }
}
