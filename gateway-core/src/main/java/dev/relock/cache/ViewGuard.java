package dev.relock.cache;

import dev.relock.cluster.ClusterView;
import dev.relock.store.StoreUnavailableException;
import java.util.function.Supplier;

/**
 * What is read and written while the view changes does not count. What was written stays: to repeat a step is harmless.
 *
 * @param cache its name
 */
record ViewGuard(String cache, ClusterView view) {
    /** @throws StoreUnavailableException when the call fails, or does not count */
    <T> T call(Supplier<T> call) {
        int before = view.confirmed();
        T result;
        try {
            result = call.get();
        } catch (RuntimeException e) {
            throw new StoreUnavailableException("cache " + cache, e);
        }
        if (view.confirmed() != before) {
            throw new StoreUnavailableException("the cluster changed meanwhile");
        }
        return result;
    }
}
