package dev.relock.cache;

import dev.relock.cluster.AnswerWatch;
import dev.relock.cluster.ClusterView;
import dev.relock.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.infinispan.client.hotrod.RemoteCache;
import org.infinispan.client.hotrod.RemoteCacheContainer;
import org.infinispan.commons.configuration.StringConfiguration;
import org.infinispan.commons.util.CloseableIterator;

/**
 * Caches on the Infinispan server that Keycloak itself keeps its sessions on, by Keycloak's own connection. The nodes of
 * Keycloak then know nothing of each other: each change is decided by the server, and a server that cannot decide refuses
 * ({@code when-split="DENY_READ_WRITES"}). So what it answers stands, and there is no view to be in doubt of.
 */
final class RemoteCaches implements CachePlace {
    /** How far the limit of strangers may lag behind what other nodes let in. */
    private static final Duration STRANGERS_COUNTED = Duration.ofSeconds(5);

    private static final Duration OTHERS_COUNTED = Duration.ofSeconds(60);
    private static final Duration ASKED = Duration.ofSeconds(2);

    private final RemoteCacheContainer server;
    private final boolean mayCreate;
    private final AnswerWatch watch;
    private final Map<String, SampledSize> sizes = new ConcurrentHashMap<>();

    private RemoteCaches(RemoteCacheContainer server, boolean mayCreate, AnswerWatch watch) {
        this.server = server;
        this.mayCreate = mayCreate;
        this.watch = watch;
    }

    /**
     * The caches of a server.
     *
     * @param mayCreate whether a cache that is not there may be made; not where another site has to have it as well, of which
     *     this one knows nothing
     * @param patience with the server, milliseconds
     */
    static RemoteCaches on(RemoteCacheContainer server, boolean mayCreate, long patience) {
        return new RemoteCaches(server, mayCreate, AnswerWatch.start(() -> answers(server, patience), ASKED));
    }

    private static boolean answers(RemoteCacheContainer server, long patience) {
        try {
            RemoteCache<String, Object> epochs = server.getCache(CacheDefinition.EPOCHS);
            epochs.getAsync("").get(patience, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public <V> Store<V> open(CacheDefinition definition) {
        requireSchema();
        String name = definition.name();
        RemoteCache<String, V> cache = cache(definition);
        Duration counted = definition.maxCount() < Long.MAX_VALUE ? STRANGERS_COUNTED : OTHERS_COUNTED;
        SampledSize size = sizes.computeIfAbsent(name, key -> new SampledSize(cache, counted));
        return new RemoteStore<>(
                cache, new ViewGuard(name, watch), Math.toIntExact(definition.lifespan()), size, definition.maxCount());
    }

    private <V> RemoteCache<String, V> cache(CacheDefinition definition) {
        String name = definition.name();
        RemoteCache<String, V> present = server.getCache(name);
        if (present != null) {
            return present;
        }
        if (!mayCreate) {
            throw new IllegalStateException("Relock: with --features=multi-site the caches "
                    + String.join(", ", CacheDefinition.NAMES)
                    + " must be defined on the Infinispan server of each site"
                    + " (--cache-remote-host), with the other site as backup; " + name + " is not");
        }
        try {
            return server.administration().getOrCreateCache(name, new StringConfiguration(xml(definition)));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Relock: the Infinispan server (--cache-remote-host) has no cache " + name
                            + ", and it could not be made there: define it, or let Keycloak's user"
                            + " (--cache-remote-username) make caches",
                    e);
        }
    }

    private static String xml(CacheDefinition definition) {
        return """
                <distributed-cache name="%s" mode="SYNC" owners="%d" remote-timeout="%d">
                  <encoding media-type="application/x-protostream"/>
                  <expiration lifespan="%d"/>
                  <partition-handling when-split="DENY_READ_WRITES"/>
                </distributed-cache>
                """.formatted(
                        definition.name(),
                        definition.owners(),
                        definition.timeout(),
                        TimeUnit.SECONDS.toMillis(definition.lifespan()));
    }

    private void requireSchema() {
        if (server.getConfiguration().getContextInitializers().stream().noneMatch(RelockSchema.class::isInstance)) {
            throw new IllegalStateException(RelockCaches.NO_SCHEMA);
        }
    }

    @Override
    public long entries(String name) {
        return sizes.get(name).estimate();
    }

    @Override
    public void removeAll(String name, Predicate<String> keys) {
        RemoteCache<String, Object> cache = server.getCache(name);
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
    public ClusterView view() {
        return watch;
    }

    @Override
    public String describe() {
        return "on an Infinispan server";
    }

    @Override
    public void close() {
        watch.close();
    }
}
