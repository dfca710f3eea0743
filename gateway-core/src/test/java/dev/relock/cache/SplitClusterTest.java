package dev.relock.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relock.cluster.ClusterMonitor;
import dev.relock.cluster.ClusterView;
import dev.relock.cluster.TestCluster;
import dev.relock.cluster.TestCluster.Node;
import dev.relock.cluster.Timing;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.epoch.Epoch;
import dev.relock.epoch.ReplayWindow;
import dev.relock.store.Store;
import dev.relock.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;
import org.keycloak.common.Profile;

/** Real nodes, one of which is cut off from the others for a time. */
class SplitClusterTest {
    private static final Timing QUICK =
            new Timing(Duration.ofMillis(200), Duration.ofMillis(2000), Duration.ofMillis(4000));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final DeviceIdentity DEVICE =
            new DeviceIdentity("realm", "A".repeat(43), "key", "issuer", "https://app.example");
    /** Enough that each node has some of them. */
    private static final List<String> EPOCHS = IntStream.range(0, 12)
            .mapToObj(i -> String.format("00112233445566%02x", i))
            .toList();

    private final TestCluster cluster = new TestCluster();
    private final List<Node> nodes = new ArrayList<>();
    private final List<RelockCaches> caches = new ArrayList<>();
    /** How often each token was accepted, on whatever node. */
    private final Map<String, Integer> accepted = new HashMap<>();

    @AfterEach
    void stop() {
        caches.forEach(RelockCaches::close);
        cluster.close();
    }

    @Test
    void aTokenIsAcceptedOnceThoughTheNetworkWasCutBetweenTheNodes() {
        start(3, node -> ClusterMonitor.start(node.manager(), QUICK));
        awaitAnswers(0, 1, 2);
        openEpochs();
        spend(1, 100);

        cutOffTheLast();
        // Both sides try the same tokens until the larger side answers again, and some more.
        await().atMost(PATIENCE).until(() -> {
            spend(101, 110);
            return EPOCHS.stream().allMatch(epoch -> accepted.containsKey(epoch + " 110"));
        });
        spend(101, 200);
        assertThat(answers(2)).isFalse();

        heal();
        awaitAnswers(0, 1, 2);
        spend(1, 220);

        assertThat(accepted).hasSize(220 * EPOCHS.size());
        assertThat(accepted.values()).allMatch(times -> times == 1);
    }

    /** The same without the watch over the cluster: what the test above would miss if it looked away. */
    @Test
    void withoutAConfirmedViewTheHistoryShowsTokensAcceptedTwice() {
        start(3, node -> ClusterView.ALONE);
        openEpochs();
        spend(1, 10);

        cutOffTheLast();
        spend(11, 60);

        assertThat(accepted.values()).contains(2);
    }

    /** Of two nodes either may be the one that goes on; Infinispan by itself would keep what it prefers, right or wrong. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whatTheSideThatWentOnHasWrittenIsKeptWhenThePartsMeet(int winner) {
        AtomicBoolean split = new AtomicBoolean();
        start(2, node -> TestCluster.watch(node, QUICK, () -> !split.get() || nodes.indexOf(node) == winner));
        awaitAnswers(0, 1);
        openEpochs();
        assertThat(caches.get(0).devices().create(DeviceState.create(DEVICE, List.of("alice"), "")))
                .isTrue();

        split.set(true);
        cutOffTheLast();
        awaitAnswers(winner);
        spend(1, 20);
        assertThat(accepted).hasSize(20 * EPOCHS.size());
        caches.get(winner).devices().update(DEVICE.key(), state -> state.end("revoked"));

        heal();
        split.set(false);
        awaitAnswers(0, 1);
        spend(1, 20);
        assertThat(accepted.values()).allMatch(times -> times == 1);
        for (RelockCaches node : caches) {
            assertThat(node.devices().get(DEVICE.key()))
                    .hasValueSatisfying(state -> assertThat(state.ended()).isEqualTo("revoked"));
        }
    }

    @Test
    void aNodeThatSaysThatItLeavesCostsTheOthersNothing() {
        start(3, node -> ClusterMonitor.start(node.manager(), QUICK));
        awaitAnswers(0, 1, 2);
        openEpochs();

        caches.get(2).close();
        assertThat(answers(2)).isFalse();
        nodes.get(2).manager().stop();
        await().atMost(PATIENCE).until(() -> nodes.get(0).manager().getMembers().size() == 2);

        // At once: whoever doubts, doubts for seconds.
        assertThat(answers(0)).isTrue();
        assertThat(answers(1)).isTrue();
    }

    private void start(int size, Function<Node, ClusterView> view) {
        Profile.defaults();
        for (int i = 0; i < size; i++) {
            Node node = cluster.join();
            nodes.add(node);
            caches.add(RelockCaches.open(
                    node.manager(), new Config.SystemPropertiesScope("relock.test."), view.apply(node)));
        }
        await().atMost(PATIENCE)
                .until(() -> nodes.stream()
                        .allMatch(node -> node.manager().getMembers().size() == nodes.size()));
    }

    private void cutOffTheLast() {
        Node last = nodes.get(nodes.size() - 1);
        cluster.cutOff(last);
        await().atMost(PATIENCE)
                .until(() -> nodes.get(0).manager().getMembers().size() == nodes.size() - 1
                        && last.manager().getMembers().size() == 1);
    }

    private void heal() {
        cluster.heal(nodes.get(nodes.size() - 1));
        await().atMost(PATIENCE)
                .until(() -> nodes.stream()
                        .allMatch(node -> node.manager().getMembers().size() == nodes.size()));
    }

    private void awaitAnswers(int... which) {
        await().atMost(PATIENCE).until(() -> {
            for (int node : which) {
                if (!answers(node)) {
                    return false;
                }
            }
            return true;
        });
    }

    private boolean answers(int node) {
        try {
            epochs(node).get("any");
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private void openEpochs() {
        EPOCHS.forEach(epoch -> assertThat(epochs(0).putIfAbsent(epoch, epoch(epoch, ReplayWindow.empty())))
                .isTrue());
    }

    /** Tries each token on each node. */
    private void spend(int from, int to) {
        for (String epoch : EPOCHS) {
            for (int counter = from; counter <= to; counter++) {
                for (int node = 0; node < nodes.size(); node++) {
                    if (spend(epochs(node), epoch, counter)) {
                        accepted.merge(epoch + " " + counter, 1, Integer::sum);
                    }
                }
            }
        }
    }

    private static boolean spend(Store<Epoch> store, String id, int counter) {
        try {
            while (true) {
                Optional<Epoch> current = store.get(id);
                Optional<ReplayWindow> window =
                        current.flatMap(epoch -> epoch.window().accept(counter));
                if (window.isEmpty()) {
                    return false;
                }
                if (store.replace(id, current.get(), epoch(id, window.get()))) {
                    return true;
                }
            }
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private static Epoch epoch(String id, ReplayWindow window) {
        return new Epoch(1, id, DEVICE, "session", "tab", new byte[32], new byte[32], 0, 0, window, 0);
    }

    private Store<Epoch> epochs(int node) {
        return caches.get(node).epochs();
    }
}
