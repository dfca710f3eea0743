package dev.relock.cache;

import dev.relock.cluster.ClusterView;
import dev.relock.store.Store;
import dev.relock.store.StoreUnavailableException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.infinispan.Cache;
import org.infinispan.commons.CacheException;

/**
 * A store in one of Keycloak's embedded Infinispan caches.
 *
 * @param lifespan of an entry after each write, seconds, above 0
 * @param maxCount entries on this node from which on new ones are refused
 */
record InfinispanStore<V>(Cache<String, V> cache, ClusterView view, long lifespan, long maxCount) implements Store<V> {

    InfinispanStore {
        if (lifespan <= 0 || maxCount <= 0) {
            throw new IllegalArgumentException("lifespan and size of a store must be above 0");
        }
    }

    @Override
    public Optional<V> get(String key) {
        return Optional.ofNullable(guarded(() -> cache.get(key)));
    }

    @Override
    public boolean putIfAbsent(String key, V value) {
        return guarded(() -> cache.putIfAbsent(key, value, lifespan, TimeUnit.SECONDS)) == null;
    }

    @Override
    public boolean replace(String key, V expected, V value) {
        return guarded(() -> cache.replace(key, expected, value, lifespan, TimeUnit.SECONDS));
    }

    @Override
    public void remove(String key) {
        guarded(() -> cache.remove(key));
    }

    @Override
    public boolean isFull() {
        return cache.getAdvancedCache().getDataContainer().sizeIncludingExpired() >= maxCount;
    }

    /** What was done while the view changed does not count. What it wrote stays: to repeat a step is harmless. */
    private <T> T guarded(Supplier<T> call) {
        int before = view.confirmed();
        T result;
        try {
            result = call.get();
        } catch (CacheException | IllegalStateException e) {
            throw new StoreUnavailableException("cache " + cache.getName(), e);
        }
        if (view.confirmed() != before) {
            throw new StoreUnavailableException("the cluster changed meanwhile");
        }
        return result;
    }
}
