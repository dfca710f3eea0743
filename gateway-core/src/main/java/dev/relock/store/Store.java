package dev.relock.store;

import java.util.Optional;

/**
 * The only ways in which shared state is read and changed; each is atomic across the cluster. Values are immutable and
 * every write gives the entry a new lifespan.
 *
 * @param <V> type of the values; its {@code equals} tells two writes apart
 */
public interface Store<V> {
    Optional<V> get(String key);

    /** Writes unless something is there. */
    boolean putIfAbsent(String key, V value);

    /** Writes only if {@code expected} is what is there. */
    boolean replace(String key, V expected, V value);

    void remove(String key);

    /** Whether a new entry must be refused, because room is kept for those that are there. */
    boolean isFull();
}
