package dev.relock.cache;

import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.store.Generation;
import dev.relock.store.Store;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
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
    /** One in each cache of devices, so that it goes when what it stands for goes. */
    private final List<Store<String>> marks;

    private RelockCaches(DeviceStore devices, Store<Epoch> epochs, List<Store<String>> marks) {
        this.devices = devices;
        this.epochs = epochs;
        this.marks = marks;
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
        Definition owned = new Definition("relockDevices", 60 * DAY, unlimited, metrics);
        Definition visitors = new Definition(
                "relockVisitors",
                config.getLong(CacheOptions.VISITORS_LIFESPAN, CacheOptions.VISITORS_LIFESPAN_DEFAULT),
                config.getLong(CacheOptions.VISITORS_MAX_COUNT, CacheOptions.VISITORS_MAX_COUNT_DEFAULT),
                metrics);
        Definition epochs = new Definition("relockEpochs", EPOCH_LIFESPAN, unlimited, metrics);
        return new RelockCaches(
                new DeviceStore(owned.open(manager), visitors.open(manager)),
                epochs.open(manager),
                List.of(owned.open(manager), visitors.open(manager)));
    }

    public DeviceStore devices() {
        return devices;
    }

    public Store<Epoch> epochs() {
        return epochs;
    }

    /** Names the time since a cache of devices was last empty. */
    public String generation() {
        return marks.stream().map(Generation::of).collect(Collectors.joining(" "));
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

    private record Definition(String name, long lifespan, long maxCount, boolean metrics) {

        /** A view of the cache, which is defined unless it is already. */
        <V> Store<V> open(EmbeddedCacheManager manager) {
            if (manager.getCacheConfiguration(name) == null) {
                manager.defineConfiguration(
                        name,
                        configuration(manager.getCacheManagerConfiguration().isClustered()));
            }
            return new InfinispanStore<>(manager.getCache(name), lifespan, maxCount);
        }

        private Configuration configuration(boolean clustered) {
            ConfigurationBuilder builder = new ConfigurationBuilder();
            builder.clustering().cacheMode(clustered ? CacheMode.DIST_SYNC : CacheMode.LOCAL);
            if (clustered) {
                builder.clustering().hash().numOwners(2);
            }
            builder.expiration().lifespan(lifespan, TimeUnit.SECONDS).maxIdle(-1);
            if (metrics) {
                builder.statistics().enable();
            }
            return builder.build();
        }
    }
}
