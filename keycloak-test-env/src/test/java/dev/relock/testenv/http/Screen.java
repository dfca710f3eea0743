package dev.relock.testenv.http;

import java.util.Arrays;

/** What a page of Keycloak is, by a mark in its HTML. */
public enum Screen {
    ONE_TIME_PASSWORD("id=\"kc-otp-login-form\""),
    ONE_TIME_PASSWORD_SET_UP("id=\"kc-totp-settings-form\""),
    PASSWORD("id=\"kc-form-login\""),
    PROVE_DEVICE("id=\"relock-device-form\""),
    TRUST_THIS_BROWSER("id=\"relock-bind-form\""),
    /** Keycloak's own page behind "Delete" in the account console. */
    DELETE_CREDENTIAL("id=\"kc-accept\""),
    TRUSTED_BROWSERS("id=\"relock-devices\""),
    DENIED("id=\"relock-denied\""),
    TRUST_LINK("id=\"relock-trust-form\""),
    TRUST_LINK_DONE("id=\"relock-trust-done\""),
    TRUST_LINK_ELSEWHERE("id=\"relock-trust-elsewhere\""),
    TRUST_LINK_VOID("id=\"relock-trust-void\""),
    TEXT_MESSAGE("id=\"text-message-form\""),
    RECOVERY_CODE("id=\"kc-recovery-code-login-form\""),
    /** Keycloak tells something; the browser may be closed. */
    INFO("id=\"kc-info-message\""),
    /** What a device or an application may see of the user. */
    CONSENT("name=\"accept\" id=\"kc-login\""),
    OTHER_WAYS("id=\"kc-select-credential-form\""),
    ERROR("id=\"kc-error-message\""),
    SAML_RESPONSE("name=\"SAMLResponse\""),
    /** The browser has left Keycloak for the application. */
    SIGNED_IN(null);

    private final String mark;

    Screen(String mark) {
        this.mark = mark;
    }

    static Screen of(String html) {
        return Arrays.stream(values())
                .filter(screen -> screen.mark != null && html.contains(screen.mark))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("What page is this?\n" + html));
    }
}
