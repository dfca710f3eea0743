package dev.relock.cache;

import dev.relock.option.ServerOption;
import dev.relock.option.ServerOptions;
import java.util.List;
import org.infinispan.conflict.EntryMergePolicy;

/**
 * How one of the caches is made where it is not defined already.
 *
 * @param label in metrics
 * @param lifespan of an entry after each write, seconds, above 0
 * @param maxCount entries from which on new ones are refused
 * @param owners copies of each entry
 * @param timeout for the answer of another node, milliseconds
 * @param merge of what parts of a cluster hold that were apart
 */
record CacheDefinition(
        String name,
        String label,
        long lifespan,
        long maxCount,
        int owners,
        long timeout,
        EntryMergePolicy<String, Object> merge) {
    static final String DEVICES = "relockDevices";
    static final String VISITORS = "relockVisitors";
    static final String EPOCHS = "relockEpochs";
    static final List<String> NAMES = List.of(DEVICES, VISITORS, EPOCHS);

    CacheDefinition {
        if (lifespan <= 0 || maxCount <= 0) {
            throw new IllegalArgumentException("lifespan and size of a cache must be above 0");
        }
    }

    static CacheDefinition of(
            String name,
            String label,
            long lifespan,
            long maxCount,
            ServerOptions options,
            EntryMergePolicy<String, Object> merge) {
        return new CacheDefinition(
                name,
                label,
                lifespan,
                maxCount,
                options.getInt(ServerOption.CACHE_OWNERS),
                options.get(ServerOption.CACHE_TIMEOUT),
                merge);
    }
}
