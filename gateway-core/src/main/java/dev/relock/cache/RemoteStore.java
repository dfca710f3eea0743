package dev.relock.cache;

import dev.relock.store.Store;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.infinispan.client.hotrod.Flag;
import org.infinispan.client.hotrod.MetadataValue;
import org.infinispan.client.hotrod.RemoteCache;

/**
 * A store in a cache of an Infinispan server. Each change is one conditional operation that the server decides. A client that
 * lost an answer asks once more by itself, and is told then that it was too late, though it was its own change: who asks reads
 * again, as after every lost race, and finds it.
 *
 * @param lifespan of an entry after each write, seconds, above 0
 * @param maxCount entries on the server from which on new ones are refused
 */
record RemoteStore<V>(RemoteCache<String, V> cache, ViewGuard guard, int lifespan, SampledSize size, long maxCount)
        implements Store<V> {

    @Override
    public Optional<V> get(String key) {
        return Optional.ofNullable(guard.call(() -> cache.get(key)));
    }

    @Override
    public boolean putIfAbsent(String key, V value) {
        // Without the flag the answer is null whether something was there or not.
        boolean put = guard.call(() ->
                        cache.withFlags(Flag.FORCE_RETURN_VALUE).putIfAbsent(key, value, lifespan, TimeUnit.SECONDS))
                == null;
        if (put) {
            size.grew();
        }
        return put;
    }

    @Override
    public boolean replace(String key, V expected, V value) {
        return guard.call(() -> {
            MetadataValue<V> held = cache.getWithMetadata(key);
            return held != null
                    && expected.equals(held.getValue())
                    && cache.replaceWithVersion(key, value, held.getVersion(), lifespan);
        });
    }

    @Override
    public void remove(String key) {
        guard.call(() -> cache.remove(key));
    }

    @Override
    public boolean isFull() {
        return size.estimate() >= maxCount;
    }
}
