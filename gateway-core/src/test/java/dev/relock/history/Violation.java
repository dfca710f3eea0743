package dev.relock.history;

/**
 * A promise that a history breaks.
 *
 * @param rule that does not hold
 * @param what breaks it, for whoever looks into it
 */
public record Violation(Rule rule, String what) {
    /** What must hold whatever happens. */
    public enum Rule {
        /** No token is accepted twice. */
        ACCEPTED_TWICE,
        /** No version of a device has two successors. */
        TWO_SUCCESSORS,
        /** An owned browser is trusted once the fault is over. */
        BINDING_LOST,
        /** No honest device is taken for two. */
        HONEST_DEVICE_FLAGGED,
        /** Trust resumes in time, and stays. */
        TRUST_NOT_RESUMED
    }
}
