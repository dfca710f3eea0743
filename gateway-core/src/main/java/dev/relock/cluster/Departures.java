package dev.relock.cluster;

import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.context.Flag;
import org.infinispan.manager.EmbeddedCacheManager;
import org.jboss.logging.Logger;

/** Who has said that it leaves. Known on every node before the one that leaves is gone. */
final class Departures {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final String NAME = "relockDepartures";
    private static final long REMEMBERED_MINUTES = 10;

    private final Cache<String, String> cache;

    private Departures(Cache<String, String> cache) {
        this.cache = cache;
    }

    static Departures of(EmbeddedCacheManager manager) {
        if (manager.getCacheConfiguration(NAME) == null) {
            ConfigurationBuilder builder = new ConfigurationBuilder();
            builder.clustering().cacheMode(CacheMode.REPL_SYNC);
            builder.expiration().lifespan(REMEMBERED_MINUTES, TimeUnit.MINUTES).maxIdle(-1);
            manager.defineConfiguration(NAME, builder.build());
        }
        return new Departures(manager.getCache(NAME));
    }

    /** An address is never used twice: a node that comes back has another. */
    Collection<UUID> announced() {
        // Every node has all of them; to ask others while the view changes would wait for those that are gone.
        return cache.getAdvancedCache().withFlags(Flag.CACHE_MODE_LOCAL).keySet().stream()
                .map(UUID::fromString)
                .toList();
    }

    void announce(UUID leaving) {
        try {
            cache.put(leaving.toString(), "");
        } catch (CacheException | IllegalStateException e) {
            LOG.warnf("The other nodes could not be told that this one leaves: %s", e.getMessage());
        }
    }
}
