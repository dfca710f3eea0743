package dev.relock.cluster;

import java.util.Set;
import org.infinispan.distribution.DistributionManager;
import org.infinispan.distribution.LocalizedCacheTopology;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.remoting.transport.Transport;
import org.infinispan.topology.CacheTopology.Phase;

/**
 * Whether the caches have followed the view. When parts of a cluster meet, the view is whole long before the entries of
 * both sides are merged; until then, and while entries move, either side may accept what the other has spent.
 */
final class Settlement {
    private static final String OURS = "relock";

    private final EmbeddedCacheManager manager;
    private final Transport transport;

    Settlement(EmbeddedCacheManager manager, Transport transport) {
        this.manager = manager;
        this.transport = transport;
    }

    /** Whether every cache of ours has the members of the view, all of them, and moves nothing. */
    boolean isReached() {
        return manager.getCacheNames().stream()
                .filter(name -> name.startsWith(OURS) && manager.isRunning(name))
                .allMatch(this::isSettled);
    }

    private boolean isSettled(String name) {
        DistributionManager distribution =
                manager.getCache(name).getAdvancedCache().getDistributionManager();
        if (distribution == null) {
            return true;
        }
        LocalizedCacheTopology topology = distribution.getCacheTopology();
        return topology.getPhase() == Phase.NO_REBALANCE
                && Set.copyOf(topology.getActualMembers()).equals(Set.copyOf(transport.getMembers()));
    }
}
