package dev.relock.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.infinispan.client.hotrod.RemoteCache;

/**
 * How many entries a remote cache has: counted by the server from time to time, when somebody asks, as that is dear; what this
 * node adds meanwhile counts at once.
 */
final class SampledSize {
    private final RemoteCache<?, ?> cache;
    private final long interval;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final LongAdder added = new LongAdder();
    private volatile long sampled;

    SampledSize(RemoteCache<?, ?> cache, Duration interval) {
        this.cache = cache;
        this.interval = interval.toNanos();
    }

    void grew() {
        added.increment();
    }

    /** A count that fails leaves the one before. */
    @SuppressWarnings("FutureReturnValueIgnored")
    long estimate() {
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + interval)) {
            cache.sizeAsync().thenAccept(size -> {
                sampled = size;
                added.reset();
            });
        }
        return sampled + added.sum();
    }
}
