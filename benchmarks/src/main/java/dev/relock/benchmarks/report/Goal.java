package dev.relock.benchmarks.report;

import java.util.Locale;

/**
 * What was to be reached, and what was.
 *
 * @param what in words, with the limit
 * @param limit the value itself still meets it
 * @param greaterIsBetter on which side of the limit is good
 */
public record Goal(String what, double limit, boolean greaterIsBetter, double value) {

    public static Goal atMost(String what, double limit, double value) {
        return new Goal(what, limit, false, value);
    }

    public static Goal atLeast(String what, double limit, double value) {
        return new Goal(what, limit, true, value);
    }

    public String verdict() {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        boolean met = greaterIsBetter ? value >= limit : value <= limit;
        String shown = Math.abs(value) < 1000 ? Samples.ratio(value) : String.format(Locale.ROOT, "%,.0f", value);
        return shown + (met ? ", met" : ", **missed**");
    }
}
