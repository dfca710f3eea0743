package dev.relock.decision;

import java.util.Optional;

/**
 * What a request demands of a sign-in beyond the realm's usual. A pure record; {@link #forbids} decides whether trust in a
 * browser may stand in for the second factor of it.
 *
 * @param requestedLevel the level of authentication (LoA) that the request asks for, below 0 when it asks for none
 * @param flowHasLevels whether the flow itself tells levels apart, by Keycloak's condition for the level of authentication
 * @param governingLevel the highest level that is counted as reached when the sub-flow in question has succeeded; below 0
 *     when none is
 * @param reauthentication whether the request demands that the user signs in again: {@code prompt=login},
 *     {@code max_age}, {@code ForceAuthn}
 */
public record StepUp(int requestedLevel, boolean flowHasLevels, int governingLevel, boolean reauthentication) {
    /** No level. */
    public static final int NONE = -1;

    /** A request that demands nothing beyond the usual. */
    public static final StepUp NOTHING = new StepUp(NONE, false, NONE, false);

    /** What of it trust may satisfy, by the realm's settings. */
    public record Limits(int level, boolean reauthentication) {
        /** Trust satisfies nothing beyond the first level. */
        public static final Limits STRICT = new Limits(1, false);
    }

    /** Why trust does not stand in. */
    public enum Reason {
        LEVEL("level"),
        REAUTHENTICATION("reauthentication");

        private final String id;

        Reason(String id) {
            this.id = id;
        }

        /** As told in events. */
        public String id() {
            return id;
        }
    }

    /**
     * Why trust may not stand in for a second factor here, or empty when it may. Where the flow has levels of its own, the
     * sub-flow of the requested level asks for itself; where it has none, only this stands between trust and the level.
     */
    public Optional<Reason> forbids(Limits limits) {
        if (reauthentication && !limits.reauthentication()) {
            return Optional.of(Reason.REAUTHENTICATION);
        }
        int level = flowHasLevels ? governingLevel : Math.max(requestedLevel, governingLevel);
        return level > limits.level() ? Optional.of(Reason.LEVEL) : Optional.empty();
    }
}
