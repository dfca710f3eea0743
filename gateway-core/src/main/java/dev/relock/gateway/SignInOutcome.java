package dev.relock.gateway;

/** What came of {@code POST login}. */
public enum SignInOutcome {
    /** The user is signed in on the device session. */
    SIGNED_IN,
    /** Nothing proves who the user is, or the named user is another one. */
    NOT_PROVEN,
    /** The device has ended or may not be bound. */
    ENDED
}
