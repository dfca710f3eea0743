package dev.relock.cache;

import dev.relock.cluster.ClusterMonitor;
import dev.relock.cluster.ClusterView;
import dev.relock.store.Store;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.infinispan.commons.util.CloseableIterator;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.manager.EmbeddedCacheManager;

/**
 * Caches within Keycloak's own nodes. One that the operator has defined in {@code cache-ispn.xml} is taken as it is.
 *
 * @param statistics whether Infinispan measures them
 */
record EmbeddedCaches(EmbeddedCacheManager manager, ClusterView view, boolean statistics) implements CachePlace {

    @Override
    public <V> Store<V> open(CacheDefinition definition) {
        String name = definition.name();
        if (manager.getCacheConfiguration(name) == null) {
            manager.defineConfiguration(name, configuration(definition));
        }
        return new InfinispanStore<>(
                manager.getCache(name), new ViewGuard(name, view), definition.lifespan(), definition.maxCount());
    }

    private Configuration configuration(CacheDefinition definition) {
        boolean clustered = isClustered();
        ConfigurationBuilder builder = new ConfigurationBuilder();
        builder.clustering().cacheMode(clustered ? CacheMode.DIST_SYNC : CacheMode.LOCAL);
        if (clustered) {
            builder.clustering().hash().numOwners(definition.owners());
            builder.clustering().remoteTimeout(definition.timeout(), TimeUnit.MILLISECONDS);
            builder.clustering().partitionHandling().mergePolicy(definition.merge());
        }
        builder.expiration().lifespan(definition.lifespan(), TimeUnit.SECONDS).maxIdle(-1);
        if (statistics) {
            builder.statistics().enable();
        }
        return builder.build();
    }

    private boolean isClustered() {
        return manager.getCacheManagerConfiguration().isClustered();
    }

    /** On this node, which holds copies for others. */
    @Override
    public long entries(String name) {
        return manager.getCache(name).getAdvancedCache().getDataContainer().sizeIncludingExpired();
    }

    @Override
    public void removeAll(String name, Predicate<String> keys) {
        var cache = manager.<String, Object>getCache(name);
        try (CloseableIterator<String> iterator = cache.keySet().iterator()) {
            while (iterator.hasNext()) {
                String key = iterator.next();
                if (keys.test(key)) {
                    cache.remove(key);
                }
            }
        }
    }

    @Override
    public String describe() {
        return isClustered() ? "shared by " + manager.getMembers().size() + " nodes" : "of one node";
    }

    @Override
    public void close() {
        if (view instanceof ClusterMonitor monitor) {
            monitor.close();
        }
    }
}
