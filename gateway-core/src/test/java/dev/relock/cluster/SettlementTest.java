package dev.relock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.relock.cluster.TestCluster.Node;
import dev.relock.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.conflict.EntryMergePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes that meet again, and whose entries take long to merge. */
class SettlementTest {
    private static final Timing QUICK =
            new Timing(Duration.ofMillis(50), Duration.ofMillis(1000), Duration.ofMillis(2000));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Each node has made more than twice as many as the view must have been sound for. */
    private static final int MANY_CHECKS = 100;

    private final TestCluster cluster = new TestCluster();
    private final CountDownLatch merged = new CountDownLatch(1);
    private final AtomicInteger merging = new AtomicInteger();

    @AfterEach
    void stop() {
        merged.countDown();
        cluster.close();
    }

    @Test
    void aWholeViewIsInDoubtUntilTheEntriesOfBothSidesAreMerged() {
        List<Node> nodes = List.of(cluster.join(), cluster.join());
        AtomicInteger checks = new AtomicInteger();
        List<ClusterView> views = nodes.stream()
                .map(node -> TestCluster.watch(node, QUICK, () -> checks.incrementAndGet() > 0))
                .toList();
        List<Cache<String, String>> caches = nodes.stream().map(this::cache).toList();
        views.forEach(this::awaitConfirmed);

        cluster.cutOff(nodes.get(1));
        nodes.forEach(node -> awaitMembers(node, 1));
        for (int i = 0; i < 50; i++) {
            caches.get(0).put("key " + i, "one");
            caches.get(1).put("key " + i, "other");
        }
        cluster.heal(nodes.get(1));
        nodes.forEach(node -> awaitMembers(node, 2));
        await().atMost(PATIENCE).until(() -> merging.get() > 0);
        int before = checks.get();
        await().atMost(PATIENCE).until(() -> checks.get() > before + 2 * MANY_CHECKS);

        assertThat(views)
                .allSatisfy(view -> assertThatThrownBy(view::confirmed).isInstanceOf(StoreUnavailableException.class));
        merged.countDown();
        views.forEach(this::awaitConfirmed);
    }

    private Cache<String, String> cache(Node node) {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        builder.clustering().cacheMode(CacheMode.DIST_SYNC).hash().numOwners(2);
        EntryMergePolicy<String, String> slow = (preferred, others) -> {
            merging.incrementAndGet();
            awaitMerged();
            return preferred;
        };
        builder.clustering().partitionHandling().mergePolicy(slow);
        node.manager().defineConfiguration("relockSlow", builder.build());
        return node.manager().getCache("relockSlow");
    }

    private void awaitMerged() {
        try {
            merged.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitConfirmed(ClusterView view) {
        await().atMost(PATIENCE).until(() -> {
            try {
                view.confirmed();
                return true;
            } catch (StoreUnavailableException e) {
                return false;
            }
        });
    }

    private static void awaitMembers(Node node, int size) {
        await().atMost(PATIENCE).until(() -> node.manager().getMembers().size() == size);
    }
}
