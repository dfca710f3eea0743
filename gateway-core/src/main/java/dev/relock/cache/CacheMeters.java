package dev.relock.cache;

import dev.relock.metrics.Meter;
import dev.relock.metrics.Meters;
import java.util.Map;
import org.infinispan.Cache;
import org.infinispan.manager.EmbeddedCacheManager;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;

/** Measures how full the caches of this node are. */
public final class CacheMeters {
    private static final Map<String, String> CACHES =
            Map.of("devices", "relockDevices", "visitors", "relockVisitors", "epochs", "relockEpochs");

    private CacheMeters() {}

    public static void watch(InfinispanConnectionProvider infinispan, Meters meters) {
        EmbeddedCacheManager manager = infinispan
                .getCache(InfinispanConnectionProvider.KEYS_CACHE_NAME)
                .getCacheManager();
        CACHES.forEach((label, name) -> {
            Cache<?, ?> cache = manager.getCache(name);
            meters.watch(
                    Meter.CACHE,
                    label,
                    () -> cache.getAdvancedCache().getDataContainer().sizeIncludingExpired());
        });
    }
}
