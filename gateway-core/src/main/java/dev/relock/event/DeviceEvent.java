package dev.relock.event;

import org.keycloak.events.EventType;

/**
 * What happens to a device and is told in an event of its own: values of {@link EventDetail#EVENT}. The only list of them; a
 * test compares docs/events.md with it.
 */
public enum DeviceEvent {
    BOUND(
            "device_bound",
            EventType.UPDATE_CREDENTIAL,
            "",
            "A user became an owner of the browser, or renewed the ownership."),
    LINK_SENT(
            "device_link_sent",
            EventType.UPDATE_CREDENTIAL,
            "",
            "The user wants the browser to be trusted, and was mailed the link for it."),
    SUSPENDED(
            "device_suspended",
            EventType.UPDATE_CREDENTIAL,
            "administrator, collision",
            "The browser's data turned up twice, or an administrator suspended it; its owner meets the second factor"
                    + " again."),
    RESTORED(
            "device_restored",
            EventType.UPDATE_CREDENTIAL,
            "administrator",
            "An administrator took the suspension back; the browser is trusted as before."),
    REMOVED(
            "device_removed",
            EventType.REMOVE_CREDENTIAL,
            "cap, cleared, disabled, expired, forgotten, mail_link",
            "The user no longer owns the browser: another took its place, the page erased it, the user was disabled,"
                    + " the trust ran out long ago, the user gave it up, or followed the link of a mail."),
    NOT_BOUND(
            "device_not_bound",
            EventType.UPDATE_CREDENTIAL_ERROR,
            "",
            "Eight users own the browser, and this one does not become the ninth."),
    STALE(
            "stale_proof_seen",
            EventType.UPDATE_CREDENTIAL_ERROR,
            "",
            "Somebody sent what the browser had left behind and did not answer for it: a replay, or a copy that shuns"
                    + " being found out. It got nothing. Told with the browser's next contact, at most once an hour."),
    REPLAYED(
            "proof_replayed",
            EventType.UPDATE_CREDENTIAL_ERROR,
            "replayed",
            "A proof that was good, but used before, came again. At most once an hour for each device.");

    private final String id;
    private final EventType type;
    private final String reasons;
    private final String meaning;

    DeviceEvent(String id, EventType type, String reasons, String meaning) {
        this.id = id;
        this.type = type;
        this.reasons = reasons;
        this.meaning = meaning;
    }

    /** As told in {@link EventDetail#EVENT}. */
    public String id() {
        return id;
    }

    /** The type of Keycloak's event. */
    public EventType type() {
        return type;
    }

    /** Possible values of {@link EventDetail#REASON}, separated by commas; empty for none. */
    public String reasons() {
        return reasons;
    }

    public String meaning() {
        return meaning;
    }
}
