package dev.relock.signals;

/** How sure it is who sits before a browser, in ascending order: the levels of the namespace {@code relock}. */
enum AssuranceLevel {
    NONE("none"),
    TRUSTED_BROWSER("trusted-browser"),
    SECOND_FACTOR("second-factor");

    static final String NAMESPACE = "relock";

    private final String id;

    AssuranceLevel(String id) {
        this.id = id;
    }

    /** As receivers are told it. */
    String id() {
        return id;
    }

    /** As CAEP names the way from here to there. */
    String directionTo(AssuranceLevel next) {
        return compareTo(next) < 0 ? "increase" : "decrease";
    }
}
