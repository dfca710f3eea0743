package dev.relock.flow.device;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to do with a browser that is not trusted. */
enum Untrusted {
    /** The login goes on; a condition further on decides what is asked. */
    CONTINUE,
    /** The login ends here. */
    DENY;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Untrusted> of(String id) {
        return Arrays.stream(values()).filter(choice -> choice.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Untrusted::id).toList();
    }
}
