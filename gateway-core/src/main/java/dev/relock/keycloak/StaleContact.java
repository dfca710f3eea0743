package dev.relock.keycloak;

import java.util.Map;
import java.util.Optional;

/**
 * A message under a device's key that the device had left behind, and that was challenged.
 *
 * @param tab label of the tab that sent it
 * @param address where it came from
 * @param seenAt seconds since 1970
 */
record StaleContact(String tab, String address, long seenAt) {
    /** An agent answers a challenge at once, or moves on; this long it may take, seconds. */
    static final long PATIENCE = 30;

    /** What has become of it. */
    enum Fate {
        /** The tab has moved on: an honest race, a lost answer, a second tab that was faster. */
        ANSWERED,
        /** There is still time. */
        OPEN,
        /** Whoever sent it has nothing to answer with, or does not care to. */
        UNANSWERED
    }

    /**
     * Judges by the next contact of the device.
     *
     * @param acceptedTab the tab whose message was accepted now, or empty when none was
     * @param now seconds since 1970
     */
    Fate fate(Optional<String> acceptedTab, long now) {
        if (now - seenAt > PATIENCE) {
            return Fate.UNANSWERED;
        }
        return acceptedTab.filter(tab::equals).isPresent() ? Fate.ANSWERED : Fate.OPEN;
    }

    Map<String, String> notes() {
        return Map.of("tab", tab, "address", address, "seenAt", Long.toString(seenAt));
    }

    static StaleContact of(Map<String, String> notes) {
        return new StaleContact(notes.get("tab"), notes.get("address"), Long.parseLong(notes.get("seenAt")));
    }
}
