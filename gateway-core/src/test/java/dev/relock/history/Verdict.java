package dev.relock.history;

import java.time.Duration;
import java.util.List;

/**
 * What a history shows.
 *
 * @param tokens different ones that were sent, most of them several times
 * @param accepted answers, of tokens
 * @param refused answers, of tokens
 * @param unavailable answers 503, and none
 * @param rotations accepted steps
 * @param signIns with a password that was enough
 * @param resumed the longest time until an expected node accepted a token again
 */
public record Verdict(
        long tokens,
        long accepted,
        long refused,
        long unavailable,
        long rotations,
        long signIns,
        Duration resumed,
        List<Violation> violations) {

    public long count(Violation.Rule rule) {
        return violations.stream().filter(violation -> violation.rule() == rule).count();
    }
}
