package dev.relock.cluster;

import java.time.Duration;

/**
 * How a node watches its cluster.
 *
 * @param interval between two checks
 * @param freshness how long a check counts: longer ago, and this node may have slept while the others went on
 * @param settling how long checks must be good before a view in doubt is confirmed; longer than the others need to see a split
 */
public record Timing(Duration interval, Duration freshness, Duration settling) {
    public static final Timing DEFAULT =
            new Timing(Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(15));

    public Timing {
        if (interval.compareTo(freshness) >= 0 || freshness.compareTo(settling) >= 0) {
            throw new IllegalArgumentException("interval < freshness < settling");
        }
    }
}
