package dev.relock.testenv.cluster;

import static org.awaitility.Awaitility.await;

import dev.relock.history.Expectation;
import dev.relock.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold when, while a fault takes its course. */
final class Timeline {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private record Open(Set<String> nodes, long from) {}

    private final History history;
    private final List<Expectation> expectations = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private long settled;

    Timeline(History history) {
        this.history = history;
    }

    /** From now on nothing is expected of these nodes. */
    void disturb(Collection<Node> nodes) {
        long now = History.now();
        Set<String> names = names(nodes);
        List<Open> over = open.stream()
                .filter(o -> o.nodes().stream().anyMatch(names::contains))
                .toList();
        over.forEach(o -> expectations.add(new Expectation(o.nodes(), o.from(), now)));
        open.removeAll(over);
    }

    /** Each of these nodes must accept tokens soon, and go on doing so. */
    void expectEach(Collection<Node> nodes) {
        disturb(nodes);
        long now = History.now();
        nodes.forEach(node -> open.add(new Open(Set.of(node.name()), now)));
    }

    /** One of these nodes, no matter which, must accept tokens soon. */
    void expectOneOf(Collection<Node> nodes) {
        disturb(nodes);
        open.add(new Open(names(nodes), History.now()));
    }

    /** Returns when all that is expected now has come. */
    void awaitTrust() {
        await().atMost(PATIENCE)
                .until(() -> open.stream()
                        .allMatch(o -> o.nodes().stream().anyMatch(node -> history.hasTrustedSince(node, o.from()))));
        settled = History.now();
    }

    /** When everything was as it should be, last. */
    long settled() {
        return settled;
    }

    List<Expectation> expectations() {
        return Stream.concat(
                        expectations.stream(),
                        open.stream().map(o -> new Expectation(o.nodes(), o.from(), Long.MAX_VALUE)))
                .toList();
    }

    private static Set<String> names(Collection<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.toSet());
    }
}
