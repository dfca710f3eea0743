package dev.relock.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Measured values of one thing. What counts is the median; least and greatest tell how much it varies. */
public final class Samples {
    private final List<Double> values = new ArrayList<>();

    public static Samples of(Collection<Double> values) {
        Samples samples = new Samples();
        samples.addAll(values);
        return samples;
    }

    public Samples add(double value) {
        values.add(value);
        return this;
    }

    public Samples addAll(Collection<Double> more) {
        values.addAll(more);
        return this;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public double median() {
        return percentile(50);
    }

    /** By linear interpolation. */
    public double percentile(double percent) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = values.stream().sorted().toList();
        double at = percent / 100 * (sorted.size() - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }

    /** The median, and the least and the greatest value in brackets. */
    public String spread() {
        return format(median()) + " (" + format(percentile(0)) + "–" + format(percentile(100)) + ")";
    }

    /** Three digits that count. */
    public static String format(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        int digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    public static String ratio(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }
}
