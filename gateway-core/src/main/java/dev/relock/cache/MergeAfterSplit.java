package dev.relock.cache;

import java.util.List;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.container.entries.CacheEntry;

/**
 * Which of several values an entry has once parts of a cluster that were apart have met again. By itself Infinispan keeps
 * what the side holds that it prefers, which may be the older: a spent token would be good again, and a device that went on
 * would look like a copy.
 */
abstract class MergeAfterSplit implements EntryMergePolicy<String, Object> {

    /** Of two values; must not depend on their order in what it must not lose. */
    abstract Object merge(Object one, Object other);

    @Override
    public final CacheEntry<String, Object> merge(
            CacheEntry<String, Object> preferred, List<CacheEntry<String, Object>> others) {
        CacheEntry<String, Object> result = preferred;
        for (CacheEntry<String, Object> other : others) {
            if (result == null) {
                result = other;
            } else if (other != null && !other.getValue().equals(result.getValue())) {
                CacheEntry<String, Object> merged = result.clone();
                merged.setValue(merge(result.getValue(), other.getValue()));
                result = merged;
            }
        }
        return result;
    }
}
