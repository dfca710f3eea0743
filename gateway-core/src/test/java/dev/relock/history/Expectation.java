package dev.relock.history;

import java.util.Set;

/**
 * That trust comes back after something has happened.
 *
 * @param nodes one of which must accept tokens soon, and go on doing so
 * @param from nanoseconds of the history's clock
 * @param to until when; what happens next has an expectation of its own
 */
public record Expectation(Set<String> nodes, long from, long to) {
    public Expectation {
        nodes = Set.copyOf(nodes);
    }
}
