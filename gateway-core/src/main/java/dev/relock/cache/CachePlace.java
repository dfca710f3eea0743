package dev.relock.cache;

import dev.relock.cluster.ClusterView;
import dev.relock.store.Store;
import java.util.function.Predicate;

/** Where the caches are, and whether what they say may be relied upon. */
interface CachePlace extends AutoCloseable {
    /** A view of a cache, which is made unless it is there already. */
    <V> Store<V> open(CacheDefinition definition);

    /** How many entries there are, as {@link #describe()} says where; may lag behind. */
    long entries(String name);

    /** Removes what there is under such keys. For rare occasions: looks at every key. */
    void removeAll(String name, Predicate<String> keys);

    ClusterView view();

    /** For administrators. */
    String describe();

    /** This node leaves. */
    @Override
    void close();
}
