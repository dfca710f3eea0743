package dev.relock.history;

import dev.relock.history.Act.Rotation;
import dev.relock.history.Act.SignIn;
import dev.relock.history.Act.Token;
import dev.relock.history.Violation.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a recorded history. Pure.
 *
 * @param bound within which trust must have resumed
 */
public record HistoryChecker(Duration bound) {

    /**
     * Judges.
     *
     * @param settled from when on nothing disturbs the cluster any more, nanoseconds of the history's clock
     */
    public Verdict check(List<Call> history, List<Expectation> expectations, long settled) {
        List<Violation> violations = new ArrayList<>();
        acceptedTwice(history, violations);
        twoSuccessors(history, violations);
        bindingsLost(history, settled, violations);
        flagged(history, violations);
        Duration resumed = expectations.stream()
                .map(expectation -> resumed(history, expectation, violations))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Verdict(
                of(history, Token.class).stream()
                        .map(call -> ((Token) call.act()).id())
                        .distinct()
                        .count(),
                count(history, Token.class, Outcome.ACCEPTED),
                count(history, Token.class, Outcome.REFUSED),
                count(history, Token.class, Outcome.UNAVAILABLE) + count(history, Token.class, Outcome.LOST),
                count(history, Rotation.class, Outcome.ACCEPTED),
                count(history, SignIn.class, Outcome.ACCEPTED),
                resumed,
                List.copyOf(violations));
    }

    private static void acceptedTwice(List<Call> history, List<Violation> violations) {
        Map<String, List<Call>> byToken =
                accepted(history, Token.class).collect(Collectors.groupingBy(call -> ((Token) call.act()).id()));
        byToken.values().stream()
                .filter(calls -> calls.size() > 1)
                .forEach(calls -> violations.add(new Violation(Rule.ACCEPTED_TWICE, calls.toString())));
    }

    /** A repeated step leads to the same root; so the roots are counted, not the answers. */
    private static void twoSuccessors(List<Call> history, List<Violation> violations) {
        Map<String, List<Call>> byRoot = accepted(history, Rotation.class)
                // Every chain begins at the same root, and a device may have to begin again.
                .filter(call -> ((Rotation) call.act()).version() > 0)
                .collect(Collectors.groupingBy(call -> call.device() + " " + ((Rotation) call.act()).from()));
        byRoot.values().stream()
                .filter(calls -> calls.stream()
                                .map(call -> ((Rotation) call.act()).to())
                                .distinct()
                                .count()
                        > 1)
                .forEach(calls -> violations.add(new Violation(Rule.TWO_SUCCESSORS, calls.toString())));
    }

    /** A node that is in doubt for a moment asks for the second factor; whom the end finds trusted has lost nothing by it. */
    private static void bindingsLost(List<Call> history, long settled, List<Violation> violations) {
        Map<String, Optional<Call>> last = new HashMap<>();
        of(history, SignIn.class).stream()
                .sorted(Comparator.comparingLong(Call::invoked))
                .forEach(call -> {
                    String user = ((SignIn) call.act()).user();
                    last.putIfAbsent(user, Optional.empty());
                    boolean isAnswer = call.outcome() == Outcome.ACCEPTED || call.outcome() == Outcome.REFUSED;
                    if (call.invoked() >= settled && isAnswer) {
                        last.put(user, Optional.of(call));
                    }
                });
        last.forEach((user, call) -> {
            if (call.filter(it -> it.outcome() == Outcome.ACCEPTED).isEmpty()) {
                violations.add(new Violation(Rule.BINDING_LOST, user + " was not trusted in the end: " + call));
            }
        });
    }

    private static void flagged(List<Call> history, List<Violation> violations) {
        history.stream()
                .filter(call -> call.outcome() == Outcome.ENDED)
                .forEach(call -> violations.add(new Violation(Rule.HONEST_DEVICE_FLAGGED, call.toString())));
    }

    private Duration resumed(List<Call> history, Expectation expectation, List<Violation> violations) {
        List<Call> calls = of(history, Token.class).stream()
                .filter(call -> expectation.nodes().contains(call.node()))
                .filter(call -> call.invoked() >= expectation.from() && call.invoked() < expectation.to())
                .sorted(Comparator.comparingLong(Call::returned))
                .toList();
        Optional<Call> first = accepted(calls, Token.class).findFirst();
        if (first.isEmpty()) {
            violations.add(new Violation(Rule.TRUST_NOT_RESUMED, "never: " + expectation));
            return Duration.ZERO;
        }
        Duration after = Duration.ofNanos(first.get().returned() - expectation.from());
        if (after.compareTo(bound) > 0) {
            violations.add(new Violation(Rule.TRUST_NOT_RESUMED, after + ": " + expectation));
        }
        stays(calls, first.get(), violations);
        return after;
    }

    /** A moment of doubt is nothing, such as when a node joins; a longer one is. */
    private void stays(List<Call> calls, Call first, List<Violation> violations) {
        Call last = first;
        for (Call call : calls) {
            boolean isExcuse = call.outcome() == Outcome.UNAVAILABLE || call.outcome() == Outcome.LOST;
            if (call.outcome() == Outcome.ACCEPTED) {
                last = call;
            } else if (isExcuse && call.returned() - last.returned() > bound.toNanos()) {
                violations.add(new Violation(Rule.TRUST_NOT_RESUMED, "went again: " + call));
                return;
            }
        }
    }

    private static Stream<Call> accepted(List<Call> history, Class<? extends Act> kind) {
        return of(history, kind).stream().filter(call -> call.outcome() == Outcome.ACCEPTED);
    }

    private static long count(List<Call> history, Class<? extends Act> kind, Outcome outcome) {
        return of(history, kind).stream()
                .filter(call -> call.outcome() == outcome)
                .count();
    }

    private static List<Call> of(List<Call> history, Class<? extends Act> kind) {
        return history.stream().filter(call -> kind.isInstance(call.act())).toList();
    }
}
