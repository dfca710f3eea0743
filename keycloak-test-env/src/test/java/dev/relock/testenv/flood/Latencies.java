package dev.relock.testenv.flood;

import java.util.Arrays;

/**
 * How long things took.
 *
 * @param millis in ascending order
 */
record Latencies(long[] millis) {
    static Latencies of(long[] measured) {
        long[] sorted = measured.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    int count() {
        return millis.length;
    }

    /** The time within which this part of them were done, in percent. */
    long percentile(int percent) {
        return millis[Math.min(millis.length - 1, millis.length * percent / 100)];
    }

    @Override
    public String toString() {
        return "%d, median %d ms, 95 %% within %d ms".formatted(count(), percentile(50), percentile(95));
    }
}
