package dev.relock.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relock.cluster.ClusterMonitor;
import dev.relock.cluster.ClusterView;
import dev.relock.cluster.TestCluster;
import dev.relock.cluster.TestCluster.Node;
import dev.relock.cluster.Timing;
import dev.relock.history.Expectation;
import dev.relock.history.History;
import dev.relock.history.HistoryChecker;
import dev.relock.history.Outcome;
import dev.relock.history.RecordedDevice;
import dev.relock.history.SimulatedNode;
import dev.relock.history.Verdict;
import dev.relock.history.Violation;
import dev.relock.history.Violation.Rule;
import dev.relock.simulation.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;
import org.keycloak.common.Profile;

/**
 * The handshake and the verifier over real caches on three nodes, under load, while one of them is cut off and comes back.
 * {@code -Drelock.history.tokens} makes it longer.
 */
class SplitHistoryTest {
    private static final Timing QUICK =
            new Timing(Duration.ofMillis(200), Duration.ofMillis(2000), Duration.ofMillis(4000));
    private static final int TOKENS = Integer.getInteger("relock.history.tokens", 3_000);
    private static final Duration BOUND = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int DEVICES = 3;
    private static final int TOKENS_PER_STEP = 20;

    private final TestCluster cluster = new TestCluster();
    private final List<Node> nodes = new ArrayList<>();
    private final List<RelockCaches> caches = new ArrayList<>();
    private final List<SimulatedNode> gateways = new ArrayList<>();
    private final History history = new History();
    private final TestKeys keys = new TestKeys();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch stop = new CountDownLatch(1);

    @AfterEach
    void close() throws InterruptedException {
        stop.countDown();
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        caches.forEach(RelockCaches::close);
        cluster.close();
    }

    @Test
    void aCutOfTheNetworkLosesNothingAndAcceptsNothingTwice() {
        start(node -> ClusterMonitor.start(node.manager(), QUICK));
        load();
        awaitTokens(TOKENS / 4);

        cluster.cutOff(last());
        long cut = History.now();
        awaitSize(2, 1);
        awaitTrustSince(cut, "node-1", "node-2");
        awaitTokens(TOKENS / 2);
        cluster.heal(last());
        long healed = History.now();
        awaitSize(3, 3);
        awaitTrustSince(healed, "node-1", "node-2", "node-3");
        awaitTokens(TOKENS);

        Verdict verdict = verdict(List.of(
                new Expectation(Set.of("node-1"), cut, healed),
                new Expectation(Set.of("node-1"), healed, Long.MAX_VALUE),
                new Expectation(Set.of("node-2"), healed, Long.MAX_VALUE),
                new Expectation(Set.of("node-3"), healed, Long.MAX_VALUE)));
        System.out.println("Three nodes, one cut off and back: " + verdict);
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.rotations()).isGreaterThan(DEVICES);
    }

    /** Entries change hands while they are written; no view is in doubt meanwhile. */
    @Test
    void nodesThatComeAndGoInGoodOrderHaveNothingAcceptedTwice() {
        start(node -> ClusterMonitor.start(node.manager(), QUICK));
        load();
        while (history.tokens() < TOKENS) {
            Node guest = cluster.join();
            RelockCaches ofGuest = open(guest, ClusterMonitor.start(guest.manager(), QUICK));
            awaitSize(4, 4);
            ofGuest.close();
            guest.manager().stop();
            awaitSize(3, 3);
        }

        Verdict verdict = verdict(List.of());
        System.out.println("Three nodes, and a fourth that comes and goes: " + verdict);
        assertThat(verdict.violations()).isEmpty();
    }

    /** The same without the watch over the cluster. */
    @Test
    void withoutAConfirmedViewTheHistoryIsBroken() {
        start(node -> ClusterView.ALONE);
        load();
        // Not every cut finds one token, or one step, on its way to both sides.
        while (!broken()) {
            awaitTokens(history.tokens() + 60);
            cluster.cutOff(last());
            awaitSize(2, 1);
            awaitTokens(history.tokens() + 60);
            cluster.heal(last());
            awaitSize(3, 3);
        }
    }

    private boolean broken() {
        return judged(List.of()).violations().stream()
                .map(Violation::rule)
                .anyMatch(Set.of(Rule.ACCEPTED_TWICE, Rule.TWO_SUCCESSORS)::contains);
    }

    private Verdict verdict(List<Expectation> expectations) {
        stop.countDown();
        threads.shutdown();
        await().atMost(PATIENCE).until(threads::isTerminated);
        return judged(expectations);
    }

    private Verdict judged(List<Expectation> expectations) {
        return new HistoryChecker(BOUND).check(history.calls(), expectations, Long.MAX_VALUE);
    }

    private void start(Function<Node, ClusterView> view) {
        Profile.defaults();
        for (int i = 0; i < 3; i++) {
            Node node = cluster.join();
            nodes.add(node);
            RelockCaches opened = open(node, view.apply(node));
            caches.add(opened);
            gateways.add(
                    new SimulatedNode("node-" + (i + 1), opened.devices(), opened.epochs(), keys, opened::generation));
        }
        awaitSize(3, 3);
    }

    private static RelockCaches open(Node node, ClusterView view) {
        return RelockCaches.open(node.manager(), new Config.SystemPropertiesScope("relock.test."), view);
    }

    private void load() {
        for (int i = 0; i < DEVICES; i++) {
            int seed = i;
            threads.execute(() -> play(new RecordedDevice(history), new Random(seed)));
        }
    }

    /** Each token goes to two nodes at once; each step has a rival until one of both has got it. */
    private void play(RecordedDevice enrolling, Random random) {
        RecordedDevice device = enrolling;
        RecordedDevice rival = null;
        int left = 0;
        while (stop.getCount() > 0) {
            List<SimulatedNode> two = two(random);
            if (left > 0) {
                RecordedDevice spending = device;
                byte[] token = device.token();
                List<Outcome> outcomes =
                        atOnce(two, node -> spending.spend(node, token), node -> spending.spend(node, token));
                left = outcomes.contains(Outcome.ACCEPTED) ? left - 1 : 0;
                continue;
            }
            RecordedDevice asking = device;
            RecordedDevice asks = rival == null ? device.rival() : rival;
            List<Outcome> outcomes = atOnce(two, asking::ask, asks::ask);
            rival = asks;
            if (outcomes.contains(Outcome.ACCEPTED)) {
                device = outcomes.get(0) == Outcome.ACCEPTED ? asking : asks;
                rival = null;
                left = TOKENS_PER_STEP;
            } else if (outcomes.stream().allMatch(outcome -> outcome == Outcome.REFUSED)) {
                rival = null;
                device.settle(two.get(0));
            } else if (pause()) {
                return;
            }
        }
    }

    private List<SimulatedNode> two(Random random) {
        List<SimulatedNode> shuffled = new ArrayList<>(gateways);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 2);
    }

    private List<Outcome> atOnce(
            List<SimulatedNode> two, Function<SimulatedNode, Outcome> one, Function<SimulatedNode, Outcome> other) {
        CompletableFuture<Outcome> theirs = CompletableFuture.supplyAsync(() -> other.apply(two.get(1)), executor());
        return List.of(one.apply(two.get(0)), theirs.join());
    }

    /** Also what is under way when the load ends must have its end. */
    private Executor executor() {
        return task -> new Thread(task).start();
    }

    private boolean pause() {
        try {
            return stop.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Node last() {
        return nodes.get(nodes.size() - 1);
    }

    private void awaitSize(int ofTheFirst, int ofTheLast) {
        await().atMost(PATIENCE)
                .until(() -> nodes.get(0).manager().getMembers().size() == ofTheFirst
                        && last().manager().getMembers().size() == ofTheLast);
    }

    private void awaitTokens(long count) {
        await().atMost(PATIENCE).until(() -> history.tokens() >= count);
    }

    private void awaitTrustSince(long moment, String... names) {
        await().atMost(PATIENCE)
                .until(() -> List.of(names).stream().allMatch(name -> history.hasTrustedSince(name, moment)));
    }
}
