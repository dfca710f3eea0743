package dev.relock.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What must have happened before a browser becomes trusted in a login. */
public enum BindAfter {
    /** A second factor that will do was passed. */
    FACTOR,
    /** Beside the factor, a mailed link was opened in the very browser that asked. */
    LINK,
    /** The same, unless the factor cannot be phished. */
    LINK_IF_PHISHABLE;

    /** As in configuration: lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(BindAfter::id).toList();
    }

    /** A mistyped value was meant to ask for more than the factor. */
    public static BindAfter of(String id) {
        return Arrays.stream(values())
                .filter(value -> value.id().equals(id))
                .findFirst()
                .orElse(LINK);
    }

    /**
     * Whether a mailed link is due.
     *
     * @param phishable whether the factor that was passed could have been passed on by a phishing site
     */
    public boolean asksForLink(boolean phishable) {
        return switch (this) {
            case FACTOR -> false;
            case LINK -> true;
            case LINK_IF_PHISHABLE -> phishable;
        };
    }
}
