package dev.relock.benchmarks.report;

/** How thoroughly something is measured. */
public enum Length {
    /** Only shows that the benchmark works; its figures mean nothing. */
    SHORT,
    FULL;

    public <T> T choose(T inShort, T inFull) {
        return this == SHORT ? inShort : inFull;
    }
}
