package dev.relock.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.history.Act.Rotation;
import dev.relock.history.Act.SignIn;
import dev.relock.history.Act.Token;
import dev.relock.history.Violation.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories as they should be, and one for each way in which they should not. Times are seconds. */
class HistoryCheckerTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    /** The fault is at 100, over at 200; from 260 on nothing is disturbed. */
    private static final long SETTLED = 260;

    private static final List<Expectation> EXPECTED = List.of(
            new Expectation(Set.of("one"), nanos(100), nanos(200)),
            new Expectation(Set.of("one"), nanos(200), Long.MAX_VALUE),
            new Expectation(Set.of("two"), nanos(200), Long.MAX_VALUE));

    /** What every history below holds: trust that comes back on both nodes, and an owner. */
    private static final List<Call> CALM = List.of(
            token(50, "one", "t1", Outcome.ACCEPTED),
            token(110, "one", "t2", Outcome.UNAVAILABLE),
            token(120, "one", "t3", Outcome.ACCEPTED),
            token(210, "one", "t4", Outcome.ACCEPTED),
            token(225, "two", "t5", Outcome.ACCEPTED),
            signIn(150, Outcome.REFUSED),
            signIn(270, Outcome.ACCEPTED));

    private record Row(String what, List<Rule> broken, List<Call> calls) {
        static Row good(String what, Call... calls) {
            return new Row(what, List.of(), List.of(calls));
        }

        static Row bad(Rule rule, String what, Call... calls) {
            return new Row(what, List.of(rule), List.of(calls));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Row> histories() {
        return List.of(
                Row.good("nothing more"),
                Row.good(
                        "a token that is refused elsewhere",
                        token(1, "one", "a", Outcome.ACCEPTED),
                        token(1, "two", "a", Outcome.REFUSED)),
                Row.good(
                        "a token whose first use got no answer",
                        token(1, "one", "a", Outcome.LOST),
                        token(2, "two", "a", Outcome.ACCEPTED)),
                Row.bad(
                        Rule.ACCEPTED_TWICE,
                        "a token on two nodes",
                        token(1, "one", "a", Outcome.ACCEPTED),
                        token(1, "two", "a", Outcome.ACCEPTED)),
                Row.bad(
                        Rule.ACCEPTED_TWICE,
                        "a token again, much later, where it was spent",
                        token(1, "one", "a", Outcome.ACCEPTED),
                        token(250, "one", "a", Outcome.ACCEPTED)),
                Row.good(
                        "a chain",
                        rotation(1, "r0", 0, "r1", Outcome.ACCEPTED),
                        rotation(2, "r1", 1, "r2", Outcome.ACCEPTED)),
                Row.good(
                        "a step that is repeated",
                        rotation(1, "r1", 1, "r2", Outcome.ACCEPTED),
                        rotation(2, "r1", 1, "r2", Outcome.ACCEPTED)),
                Row.good(
                        "a device that has to begin again",
                        rotation(1, "r0", 0, "r1", Outcome.ACCEPTED),
                        rotation(2, "r0", 0, "s1", Outcome.ACCEPTED)),
                Row.good(
                        "a rival that is refused",
                        rotation(1, "r1", 1, "r2", Outcome.ACCEPTED),
                        rotation(1, "r1", 1, "", Outcome.REFUSED)),
                Row.bad(
                        Rule.TWO_SUCCESSORS,
                        "a fork",
                        rotation(1, "r1", 1, "r2", Outcome.ACCEPTED),
                        rotation(1, "r1", 1, "x2", Outcome.ACCEPTED)),
                Row.bad(
                        Rule.HONEST_DEVICE_FLAGGED,
                        "a device that is told it is two",
                        rotation(1, "r1", 1, "", Outcome.ENDED)),
                Row.good("a sign-in without an answer", signIn(265, Outcome.LOST)),
                Row.bad(Rule.BINDING_LOST, "an owner who is asked in the end", signIn(280, Outcome.REFUSED)),
                Row.good(
                        "an owner who is asked once, and not in the end",
                        signIn(280, Outcome.REFUSED),
                        signIn(281, Outcome.ACCEPTED)),
                Row.bad(
                        Rule.BINDING_LOST,
                        "an owner who could not sign in in the end",
                        new Call(nanos(120), nanos(121), "any", "d2", new SignIn("bob"), Outcome.ACCEPTED)),
                Row.good("a node in doubt while it may be", token(229, "one", "x", Outcome.UNAVAILABLE)),
                Row.bad(
                        Rule.TRUST_NOT_RESUMED,
                        "a node that falls into doubt again",
                        token(240, "one", "x", Outcome.UNAVAILABLE),
                        token(245, "one", "y", Outcome.UNAVAILABLE)),
                Row.bad(
                        Rule.TRUST_NOT_RESUMED,
                        "a node that stops to answer",
                        token(230, "two", "x", Outcome.LOST),
                        token(260, "two", "y", Outcome.LOST)),
                Row.good(
                        "moments of doubt",
                        token(235, "one", "x", Outcome.UNAVAILABLE),
                        token(236, "one", "y", Outcome.ACCEPTED),
                        token(260, "one", "z", Outcome.UNAVAILABLE)));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void everyRuleSeesWhatBreaksItAndNothingElse(Row row) {
        List<Call> history = new ArrayList<>(CALM);
        history.addAll(row.calls());
        Verdict verdict = new HistoryChecker(BOUND).check(history, EXPECTED, nanos(SETTLED));
        assertThat(verdict.violations().stream().map(Violation::rule).distinct())
                .containsExactlyElementsOf(row.broken());
    }

    @Test
    void trustThatComesBackTooLateOrNeverIsSeen() {
        HistoryChecker strict = new HistoryChecker(Duration.ofSeconds(22));
        assertThat(strict.check(CALM, EXPECTED, nanos(SETTLED)).violations())
                .extracting(Violation::rule)
                .containsExactly(Rule.TRUST_NOT_RESUMED);

        List<Call> without =
                CALM.stream().filter(call -> !call.node().equals("two")).toList();
        assertThat(new HistoryChecker(BOUND)
                        .check(without, EXPECTED, nanos(SETTLED))
                        .violations())
                .extracting(Violation::rule)
                .containsExactly(Rule.TRUST_NOT_RESUMED);
    }

    @Test
    void ofTwoSidesOneMustGoOn() {
        List<Expectation> oneOfBoth = List.of(new Expectation(Set.of("one", "two"), nanos(100), nanos(200)));
        Verdict verdict = new HistoryChecker(BOUND).check(CALM, oneOfBoth, nanos(SETTLED));
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.resumed()).isEqualTo(Duration.ofSeconds(21));
    }

    @Test
    void itCounts() {
        Verdict verdict = new HistoryChecker(BOUND).check(CALM, EXPECTED, nanos(SETTLED));
        assertThat(verdict).isEqualTo(new Verdict(5, 4, 0, 1, 0, 1, Duration.ofSeconds(26), List.of()));
    }

    private static Call token(long at, String node, String id, Outcome outcome) {
        return new Call(nanos(at), nanos(at + 1), node, "d", new Token(id), outcome);
    }

    private static Call rotation(long at, String from, long version, String to, Outcome outcome) {
        return new Call(nanos(at), nanos(at + 1), "one", "d", new Rotation(from, version, to), outcome);
    }

    private static Call signIn(long at, Outcome outcome) {
        return new Call(nanos(at), nanos(at + 1), "any", "d", new SignIn("alice"), outcome);
    }

    private static long nanos(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
