package dev.relock.cache;

import dev.relock.cluster.ClusterMonitor;
import dev.relock.cluster.ClusterView;
import dev.relock.cluster.Timing;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.metrics.Meter;
import dev.relock.metrics.Meters;
import dev.relock.option.ServerOption;
import dev.relock.option.ServerOptions;
import dev.relock.store.Generation;
import dev.relock.store.Store;
import java.util.List;
import java.util.stream.Collectors;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.configuration.global.GlobalConfiguration;
import org.infinispan.manager.EmbeddedCacheManager;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;

/**
 * The caches {@code relockDevices}, {@code relockVisitors} and {@code relockEpochs}. They define themselves; one that
 * the operator has defined is taken as it is.
 */
public final class RelockCaches implements AutoCloseable {
    static final String NO_SCHEMA =
            "Relock's cache schema is not registered: run 'kc.sh build' again with the whole JAR in providers/";

    /** Longer than an epoch may live, so that the epoch decides and not the cache. */
    private static final long EPOCH_LIFESPAN = Epoch.MAX_AGE + 60;

    private final CachePlace place;
    private final List<CacheDefinition> definitions;
    private final DeviceStore devices;
    private final Store<Epoch> epochs;
    /** One in each cache of devices, so that it goes when what it stands for goes. */
    private final List<Store<String>> marks;

    RelockCaches(CachePlace place, ServerOptions options) {
        MergeDevices devicesMet = new MergeDevices();
        long unlimited = Long.MAX_VALUE;
        CacheDefinition owned = CacheDefinition.of(
                CacheDefinition.DEVICES,
                "devices",
                options.get(ServerOption.DEVICES_LIFESPAN),
                unlimited,
                options,
                devicesMet);
        CacheDefinition visitors = CacheDefinition.of(
                CacheDefinition.VISITORS,
                "visitors",
                options.get(ServerOption.VISITORS_LIFESPAN),
                options.get(ServerOption.VISITORS_MAX_COUNT),
                options,
                devicesMet);
        CacheDefinition opened = CacheDefinition.of(
                CacheDefinition.EPOCHS,
                "epochs",
                EPOCH_LIFESPAN,
                options.get(ServerOption.EPOCHS_MAX_COUNT),
                options,
                new MergeEpochs());
        this.place = place;
        this.definitions = List.of(owned, visitors, opened);
        Store<DeviceState> ofOwned = place.open(owned);
        Store<DeviceState> ofVisitors = place.open(visitors);
        this.devices = new DeviceStore(ofOwned, ofVisitors);
        this.epochs = place.open(opened);
        this.marks = List.of(place.open(owned), place.open(visitors));
    }

    /**
     * Opens them where this Keycloak keeps what its nodes share.
     *
     * @throws IllegalStateException naming the setting, where it keeps nothing that they could share
     */
    public static RelockCaches open(
            InfinispanConnectionProvider infinispan, ServerOptions options, Config.Scope config) {
        boolean multiSite = Profile.isFeatureEnabled(Profile.Feature.MULTI_SITE);
        if (multiSite || Profile.isFeatureEnabled(Profile.Feature.CLUSTERLESS)) {
            // There an embedded cache would silently be one for each node, and a token would count once on each.
            RemoteCache<?, ?> any = infinispan.getRemoteCache(InfinispanConnectionProvider.WORK_CACHE_NAME);
            if (any == null) {
                throw new IllegalStateException(
                        "Relock: with --features=" + (multiSite ? "multi-site" : "clusterless")
                                + " Keycloak must have its caches on an Infinispan server (--cache-remote-host), and there is none");
            }
            long patience = options.get(ServerOption.CACHE_TIMEOUT);
            return new RelockCaches(RemoteCaches.on(any.getRemoteCacheContainer(), !multiSite, patience), options);
        }
        // "keys" exists in every mode of Keycloak, and any cache leads to the manager.
        EmbeddedCacheManager manager = infinispan
                .getCache(InfinispanConnectionProvider.KEYS_CACHE_NAME)
                .getCacheManager();
        boolean clustered = manager.getCacheManagerConfiguration().isClustered();
        ClusterView view = clustered ? ClusterMonitor.start(manager, Timing.DEFAULT) : ClusterView.ALONE;
        return open(manager, options, config.root().getBoolean("metrics-enabled", false), view);
    }

    static RelockCaches open(EmbeddedCacheManager manager, Config.Scope config, ClusterView view) {
        return open(manager, ServerOptions.read(config), false, view);
    }

    private static RelockCaches open(
            EmbeddedCacheManager manager, ServerOptions options, boolean statistics, ClusterView view) {
        GlobalConfiguration global = manager.getCacheManagerConfiguration();
        if (global.serialization().contextInitializers().stream().noneMatch(RelockSchema.class::isInstance)) {
            throw new IllegalStateException(NO_SCHEMA);
        }
        return new RelockCaches(new EmbeddedCaches(manager, view, statistics), options);
    }

    /** Measures how full they are, and whether they may be relied upon. */
    public void watch(Meters meters) {
        definitions.forEach(
                definition -> meters.watch(Meter.CACHE, definition.label(), () -> place.entries(definition.name())));
        meters.watch(Meter.CONFIRMED, "", () -> isConfirmed() ? 1 : 0);
    }

    /** Entries of owned devices, not devices: the cache holds a mark of its own, and a node copies for others. */
    public long ownedEntries() {
        return place.entries(CacheDefinition.DEVICES);
    }

    /** The same of browsers that nobody owns. */
    public long visitorEntries() {
        return place.entries(CacheDefinition.VISITORS);
    }

    /** Where they are, for administrators. */
    public String describe() {
        return place.describe();
    }

    /** Whether anything is accepted at this moment. */
    public boolean isConfirmed() {
        return place.view().isConfirmed();
    }

    /** Forgets every device of a realm that is gone. Their epochs are of no use without them, and end by themselves. */
    public void removeRealm(String realmId) {
        String prefix = DeviceIdentity.keysOf(realmId);
        place.removeAll(CacheDefinition.DEVICES, key -> key.startsWith(prefix));
        place.removeAll(CacheDefinition.VISITORS, key -> key.startsWith(prefix));
    }

    /** This node leaves: it accepts nothing any more, and the others are told. */
    @Override
    public void close() {
        place.close();
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
}
