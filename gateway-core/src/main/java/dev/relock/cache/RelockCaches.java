package dev.relock.cache;

import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.store.Store;
import java.util.concurrent.TimeUnit;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.manager.EmbeddedCacheManager;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;

/**
 * The caches {@code relockDevices}, {@code relockVisitors} and {@code relockEpochs}. They define themselves; one that
 * the operator has defined in {@code cache-ispn.xml} is taken as it is.
 */
public final class RelockCaches {
    private static final long DAY = TimeUnit.DAYS.toSeconds(1);
    /** Longer than an epoch may live, so that the epoch decides and not the cache. */
    private static final long EPOCH_LIFESPAN = Epoch.MAX_AGE + 60;

    private final DeviceStore devices;
    private final Store<Epoch> epochs;

    private RelockCaches(DeviceStore devices, Store<Epoch> epochs) {
        this.devices = devices;
        this.epochs = epochs;
    }

    public static RelockCaches open(InfinispanConnectionProvider infinispan, Config.Scope config) {
        refuseWithoutSharedCaches();
        // "keys" exists in every mode of Keycloak, and any cache leads to the manager.
        EmbeddedCacheManager manager = infinispan
                .getCache(InfinispanConnectionProvider.KEYS_CACHE_NAME)
                .getCacheManager();
        requireSchema(manager);
        boolean metrics = config.root().getBoolean("metrics-enabled", false);
        long unlimited = Long.MAX_VALUE;
        Store<DeviceState> owned = store(manager, "relockDevices", 60 * DAY, unlimited, metrics);
        Store<DeviceState> visitors = store(
                manager,
                "relockVisitors",
                config.getLong(CacheOptions.VISITORS_LIFESPAN, CacheOptions.VISITORS_LIFESPAN_DEFAULT),
                config.getLong(CacheOptions.VISITORS_MAX_COUNT, CacheOptions.VISITORS_MAX_COUNT_DEFAULT),
                metrics);
        return new RelockCaches(
                new DeviceStore(owned, visitors), store(manager, "relockEpochs", EPOCH_LIFESPAN, unlimited, metrics));
    }

    public DeviceStore devices() {
        return devices;
    }

    public Store<Epoch> epochs() {
        return epochs;
    }

    /** There the same code would silently get one cache for each node, and a token would count once on each. */
    private static void refuseWithoutSharedCaches() {
        if (Profile.isFeatureEnabled(Profile.Feature.MULTI_SITE)
                || Profile.isFeatureEnabled(Profile.Feature.CLUSTERLESS)) {
            throw new IllegalStateException("Relock needs Keycloak's embedded caches: it does not run with"
                    + " --features=multi-site or --features=clusterless");
        }
    }

    private static void requireSchema(EmbeddedCacheManager manager) {
        boolean known = manager.getCacheManagerConfiguration().serialization().contextInitializers().stream()
                .anyMatch(RelockSchema.class::isInstance);
        if (!known) {
            throw new IllegalStateException(
                    "Relock's cache schema is not registered: run 'kc.sh build' again with the whole JAR in providers/");
        }
    }

    private static <V> Store<V> store(
            EmbeddedCacheManager manager, String name, long lifespan, long maxCount, boolean metrics) {
        if (manager.getCacheConfiguration(name) == null) {
            boolean clustered = manager.getCacheManagerConfiguration().isClustered();
            ConfigurationBuilder builder = new ConfigurationBuilder();
            builder.clustering().cacheMode(clustered ? CacheMode.DIST_SYNC : CacheMode.LOCAL);
            if (clustered) {
                builder.clustering().hash().numOwners(2);
            }
            builder.expiration().lifespan(lifespan, TimeUnit.SECONDS).maxIdle(-1);
            if (metrics) {
                builder.statistics().enable();
            }
            manager.defineConfiguration(name, builder.build());
        }
        return new InfinispanStore<>(manager.getCache(name), lifespan, maxCount);
    }
}
