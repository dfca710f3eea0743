package dev.relock.cache;

import dev.relock.cluster.ClusterMonitor;
import dev.relock.cluster.ClusterView;
import dev.relock.cluster.Timing;
import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.store.Generation;
import dev.relock.store.Store;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
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
public final class RelockCaches implements AutoCloseable {
    private static final long DAY = TimeUnit.DAYS.toSeconds(1);
    /** Longer than an epoch may live, so that the epoch decides and not the cache. */
    private static final long EPOCH_LIFESPAN = Epoch.MAX_AGE + 60;
    /** How long another node may take: until it is known to be gone, each request that needs it waits this long. */
    private static final long ANSWER_SECONDS = 4;

    private final DeviceStore devices;
    private final Store<Epoch> epochs;
    /** One in each cache of devices, so that it goes when what it stands for goes. */
    private final List<Store<String>> marks;

    private final ClusterView view;

    private RelockCaches(DeviceStore devices, Store<Epoch> epochs, List<Store<String>> marks, ClusterView view) {
        this.devices = devices;
        this.epochs = epochs;
        this.marks = marks;
        this.view = view;
    }

    public static RelockCaches open(InfinispanConnectionProvider infinispan, Config.Scope config) {
        refuseWithoutSharedCaches();
        // "keys" exists in every mode of Keycloak, and any cache leads to the manager.
        EmbeddedCacheManager manager = infinispan
                .getCache(InfinispanConnectionProvider.KEYS_CACHE_NAME)
                .getCacheManager();
        boolean clustered = manager.getCacheManagerConfiguration().isClustered();
        return open(manager, config, clustered ? ClusterMonitor.start(manager, Timing.DEFAULT) : ClusterView.ALONE);
    }

    static RelockCaches open(EmbeddedCacheManager manager, Config.Scope config, ClusterView view) {
        requireSchema(manager);
        boolean metrics = config.root().getBoolean("metrics-enabled", false);
        long unlimited = Long.MAX_VALUE;
        Definition owned = new Definition("relockDevices", 60 * DAY, unlimited, metrics, RelockCaches::mergeDevices);
        Definition visitors = new Definition(
                "relockVisitors",
                config.getLong(CacheOptions.VISITORS_LIFESPAN, CacheOptions.VISITORS_LIFESPAN_DEFAULT),
                config.getLong(CacheOptions.VISITORS_MAX_COUNT, CacheOptions.VISITORS_MAX_COUNT_DEFAULT),
                metrics,
                RelockCaches::mergeDevices);
        Definition epochs =
                new Definition("relockEpochs", EPOCH_LIFESPAN, unlimited, metrics, RelockCaches::mergeEpochs);
        return new RelockCaches(
                new DeviceStore(owned.open(manager, view), visitors.open(manager, view)),
                epochs.open(manager, view),
                List.of(owned.open(manager, view), visitors.open(manager, view)),
                view);
    }

    /** These caches hold devices and, beside them, the mark of their generation. */
    private static Object mergeDevices(Object one, Object other) {
        return one instanceof DeviceState state && other instanceof DeviceState theirs ? state.merge(theirs) : one;
    }

    private static Object mergeEpochs(Object one, Object other) {
        return ((Epoch) one).merge((Epoch) other);
    }

    /** This node leaves: it accepts nothing any more, and the others are told. */
    @Override
    public void close() {
        if (view instanceof ClusterMonitor monitor) {
            monitor.close();
        }
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

    private record Definition(
            String name, long lifespan, long maxCount, boolean metrics, BinaryOperator<Object> merge) {

        /** A view of the cache, which is defined unless it is already. */
        <V> Store<V> open(EmbeddedCacheManager manager, ClusterView view) {
            if (manager.getCacheConfiguration(name) == null) {
                manager.defineConfiguration(
                        name,
                        configuration(manager.getCacheManagerConfiguration().isClustered()));
            }
            return new InfinispanStore<>(manager.getCache(name), view, lifespan, maxCount);
        }

        private Configuration configuration(boolean clustered) {
            ConfigurationBuilder builder = new ConfigurationBuilder();
            builder.clustering().cacheMode(clustered ? CacheMode.DIST_SYNC : CacheMode.LOCAL);
            if (clustered) {
                builder.clustering().hash().numOwners(2);
                builder.clustering().remoteTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
                builder.clustering().partitionHandling().mergePolicy(new MergeAfterSplit<>(merge));
            }
            builder.expiration().lifespan(lifespan, TimeUnit.SECONDS).maxIdle(-1);
            if (metrics) {
                builder.statistics().enable();
            }
            return builder.build();
        }
    }
}
