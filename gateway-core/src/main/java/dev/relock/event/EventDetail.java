package dev.relock.event;

/**
 * The details that Relock adds to Keycloak's events. The only list of them; a test compares docs/events.md with it.
 */
public enum EventDetail {
    STATE(
            "relock_device_state",
            "LOGIN, LOGIN_ERROR",
            "What the browser was to the user, as in the states of a browser. Missing while no user was named."),
    DEVICE("relock_device_id", "all", "The device in question: SHA-256 of its public key (RFC 7638), 43 characters."),
    BOUND(
            "relock_device_bound",
            "LOGIN",
            "true when the user became an owner of the browser in this sign-in, or renewed it."),
    REFUSAL(
            "relock_refusal",
            "LOGIN, LOGIN_ERROR",
            "Why the last proof that this sign-in brought was not accepted; missing when there was none. See the reasons."),
    STEP_UP(
            "relock_step_up",
            "LOGIN, LOGIN_ERROR",
            "level or reauthentication: why trust was not enough although the request met a trusted browser."),
    EVENT("relock_event", "of the device", "What happened to a device; see the events of devices."),
    REASON("relock_reason", "of the device", "Why it happened; see the events of devices."),
    SESSIONS(
            "relock_sessions",
            "of the device",
            "The Keycloak sessions that ended with the trust, separated by commas; missing when there were none."),
    SEEN_AT("relock_seen_at", "of the device", "When a stale proof was seen, seconds since 1970."),
    ASSURANCE(
            "relock_assurance",
            "of the device",
            "How sure it was that the browser is this user's: authenticated or mfa."),
    FORMER_ASSURANCE(
            "relock_former_assurance",
            "of the device",
            "The same before an ownership was renewed; missing when it is new.");

    private final String id;
    private final String where;
    private final String meaning;

    EventDetail(String id, String where, String meaning) {
        this.id = id;
        this.where = where;
        this.meaning = meaning;
    }

    /** Its name in the event. */
    public String id() {
        return id;
    }

    /** In which events. */
    public String where() {
        return where;
    }

    public String meaning() {
        return meaning;
    }
}
