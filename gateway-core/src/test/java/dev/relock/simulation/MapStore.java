package dev.relock.simulation;

import dev.relock.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A store in this JVM's memory, with the atomicity that the real one promises. */
public final class MapStore<V> implements Store<V> {
    private final ConcurrentMap<String, V> map = new ConcurrentHashMap<>();
    private final int maxCount;

    public MapStore() {
        this(Integer.MAX_VALUE);
    }

    public MapStore(int maxCount) {
        this.maxCount = maxCount;
    }

    @Override
    public Optional<V> get(String key) {
        return Optional.ofNullable(map.get(key));
    }

    @Override
    public boolean putIfAbsent(String key, V value) {
        return map.putIfAbsent(key, value) == null;
    }

    @Override
    public boolean replace(String key, V expected, V value) {
        return map.replace(key, expected, value);
    }

    @Override
    public void remove(String key) {
        map.remove(key);
    }

    @Override
    public boolean isFull() {
        return map.size() >= maxCount;
    }

    public int size() {
        return map.size();
    }

    /** What is there now. */
    public Map<String, V> copy() {
        return Map.copyOf(map);
    }

    /** Puts back what {@link #copy} has saved. */
    void restore(Map<String, V> saved) {
        map.clear();
        map.putAll(saved);
    }

    /** As after a restart of the whole cluster. */
    public void lose() {
        map.clear();
    }
}
