package dev.relock.redirect;

import java.util.Locale;

/** What a redirect tells an application of the browser. */
public enum Outcome {
    /** The browser has proven to be one that a user owns and that the realm trusts. */
    TRUSTED,
    /** Anything else, and every error: the second factor is due. */
    NEW;

    /** As in {@code outcome} of the signed result. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
