package dev.relock.store;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names the time since the stores were last empty. It is kept where the devices are, so it goes when they go: a challenge that
 * was given for "nothing is held" is then good no more, and a delayed enrolment cannot bring back an entry that its device
 * has long left behind.
 */
public final class Generation {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY = "generation";
    private static final int BYTES = 8;

    private Generation() {}

    /** The name, hex; the first to ask draws it. */
    public static String of(Store<String> marks) {
        while (true) {
            Optional<String> current = marks.get(KEY);
            if (current.isPresent()) {
                return current.get();
            }
            byte[] drawn = new byte[BYTES];
            RANDOM.nextBytes(drawn);
            marks.putIfAbsent(KEY, HexFormat.of().formatHex(drawn));
        }
    }
}
