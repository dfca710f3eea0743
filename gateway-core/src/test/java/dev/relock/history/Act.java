package dev.relock.history;

/** What a client asked for. */
public sealed interface Act {
    /**
     * That a token counts.
     *
     * @param id the token, hex
     */
    record Token(String id) implements Act {}

    /**
     * That the device's key moves on.
     *
     * @param from id of the root that it stood on, hex
     * @param version of that root
     * @param to id of the root that the answer led to, hex; empty without an answer
     */
    record Rotation(String from, long version, String to) implements Act {}

    /**
     * To be signed in with the password alone, on a browser that the user owns.
     *
     * @param user its name
     */
    record SignIn(String user) implements Act {}
}
