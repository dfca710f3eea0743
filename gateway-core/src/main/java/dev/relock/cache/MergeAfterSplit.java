package dev.relock.cache;

import java.util.List;
import java.util.function.BinaryOperator;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.container.entries.CacheEntry;

/**
 * Which of several values an entry has once parts of a cluster that were apart have met again. By itself Infinispan keeps
 * what the side holds that it prefers, which may be the older: a spent token would be good again, and a device that went on
 * would look like a copy.
 *
 * @param merge of two values; must not depend on their order in what it must not lose
 */
record MergeAfterSplit<V>(BinaryOperator<V> merge) implements EntryMergePolicy<String, V> {

    @Override
    public CacheEntry<String, V> merge(CacheEntry<String, V> preferred, List<CacheEntry<String, V>> others) {
        CacheEntry<String, V> result = preferred;
        for (CacheEntry<String, V> other : others) {
            if (result == null) {
                result = other;
            } else if (other != null && !other.getValue().equals(result.getValue())) {
                CacheEntry<String, V> merged = result.clone();
                merged.setValue(merge.apply(result.getValue(), other.getValue()));
                result = merged;
            }
        }
        return result;
    }
}
