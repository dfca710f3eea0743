package dev.relock.event;

/** The errors of Relock in Keycloak's events. The only list of them; a test compares docs/events.md with it. */
public enum EventError {
    UNTRUSTED(
            "relock_untrusted_device",
            "LOGIN_ERROR",
            "Relock device was told to refuse browsers that are not trusted, and this one was not."),
    MISPLACED(
            "relock_misplaced_execution",
            "LOGIN_ERROR",
            "An execution stands in the flow where it would silence a second factor; nobody can sign in by that flow."),
    TOO_MANY_OWNERS("relock_too_many_owners", "UPDATE_CREDENTIAL_ERROR", "The browser has as many owners as it may."),
    STALE_PROOF(
            "relock_stale_proof",
            "UPDATE_CREDENTIAL_ERROR",
            "What a browser had left behind was sent, from the address of the event."),
    REPLAYED("relock_replayed_proof", "UPDATE_CREDENTIAL_ERROR", "A proof came a second time.");

    private final String id;
    private final String where;
    private final String meaning;

    EventError(String id, String where, String meaning) {
        this.id = id;
        this.where = where;
        this.meaning = meaning;
    }

    /** The error of the event. */
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
