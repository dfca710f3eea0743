package dev.relock.cache;

import dev.relock.store.Store;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;

/**
 * A store in one of Keycloak's embedded Infinispan caches.
 *
 * @param lifespan of an entry after each write, seconds, above 0
 * @param maxCount entries on this node from which on new ones are refused
 */
record InfinispanStore<V>(Cache<String, V> cache, ViewGuard guard, long lifespan, long maxCount) implements Store<V> {

    @Override
    public Optional<V> get(String key) {
        return Optional.ofNullable(guard.call(() -> cache.get(key)));
    }

    @Override
    public boolean putIfAbsent(String key, V value) {
        return guard.call(() -> cache.putIfAbsent(key, value, lifespan, TimeUnit.SECONDS)) == null;
    }

    @Override
    public boolean replace(String key, V expected, V value) {
        return guard.call(() -> cache.replace(key, expected, value, lifespan, TimeUnit.SECONDS));
    }

    @Override
    public void remove(String key) {
        guard.call(() -> cache.remove(key));
    }

    @Override
    public boolean isFull() {
        return cache.getAdvancedCache().getDataContainer().sizeIncludingExpired() >= maxCount;
    }
}
