package dev.relock.flow.claims;

/** What applications are told about the browser. The only list of names; a test compares docs/claims.md with it. */
public enum Claim {
    STATE(
            "relock_state",
            "text",
            "What the browser is to the user now, when the token is issued, as in the states of a browser."),
    LOGIN_STATE("relock_login_state", "text", "What it was when the user signed in."),
    DEVICE_ID("relock_device_id", "text", "The browser, by its device key or by an alias for this client only."),
    ASSURANCE(
            "relock_assurance",
            "text",
            "How sure it was that the browser is this user's: asserted, authenticated or mfa."),
    BOUND_AT("relock_bound_at", "seconds since 1970", "When the browser first became this user's."),
    PROVEN_AT(
            "relock_proven_at",
            "seconds since 1970",
            "When the browser last proved its key in a sign-in of this session."),
    APPLICATION_DEVICE(
            "relock_application_device",
            "text",
            "The browser as the client's own pages know it: the device that proved itself for these tokens.");

    private final String id;
    private final String type;
    private final String meaning;

    Claim(String id, String type, String meaning) {
        this.id = id;
        this.type = type;
        this.meaning = meaning;
    }

    /** Its name in tokens, and as a SAML attribute. */
    public String id() {
        return id;
    }

    public String type() {
        return type;
    }

    public String meaning() {
        return meaning;
    }
}
