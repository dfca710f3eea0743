package dev.relock.history;

/** What came back of a {@link Call}. */
public enum Outcome {
    /** Of a sign-in: the password was enough. */
    ACCEPTED,
    /** Of a sign-in: the second factor was asked for. */
    REFUSED,
    /** The node says that it cannot answer now. */
    UNAVAILABLE,
    /** No answer, or none that tells anything. */
    LOST,
    /** The device was told that it has ended. */
    ENDED;

    /** What an HTTP status means. */
    public static Outcome of(int status) {
        return switch (status) {
            case 200 -> ACCEPTED;
            case 410 -> ENDED;
            case 503 -> UNAVAILABLE;
            default -> status >= 500 ? LOST : REFUSED;
        };
    }
}
