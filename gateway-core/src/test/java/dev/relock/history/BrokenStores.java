package dev.relock.history;

import dev.relock.simulation.MapStore;
import dev.relock.store.Store;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The stores of two nodes, and what can be wrong with them. */
enum BrokenStores {
    /** Nothing is: one memory for both, with the atomicity that is promised. */
    NONE {
        @Override
        <V> Pair<V> stores(Switch cut) {
            MapStore<V> shared = new MapStore<>();
            return new Pair<>(shared, shared);
        }
    },
    /**
     * Nothing is either: Infinispan makes a conditional write once more when the owners of its entry change meanwhile, and takes
     * what it finds then for its own when it is equal.
     */
    REPEATS_WRITES {
        @Override
        <V> Pair<V> stores(Switch cut) {
            MapStore<V> shared = new MapStore<>();
            return new Pair<>(new Repeating<>(shared, cut), new Repeating<>(shared, cut));
        }
    },
    /** The network is cut, and both halves go on with what they have: Infinispan's default. */
    BOTH_HALVES_GO_ON {
        @Override
        <V> Pair<V> stores(Switch cut) {
            MapStore<V> shared = new MapStore<>();
            return new Pair<>(shared, new Forked<>(shared, cut));
        }
    },
    /** A conditional write that looks first and then writes: two at once may both find what they expected. */
    LOOKS_THEN_WRITES {
        @Override
        <V> Pair<V> stores(Switch cut) {
            MapStore<V> shared = new MapStore<>();
            return new Pair<>(new Hasty<>(shared, cut), new Hasty<>(shared, cut));
        }
    },
    /** A write that is answered, and gone. */
    FORGETS_WRITES {
        @Override
        <V> Pair<V> stores(Switch cut) {
            Store<V> forgetful = new Forgetful<>(new MapStore<>(), cut);
            return new Pair<>(forgetful, forgetful);
        }
    },
    /** Everything is again what it was when it was new, as if somebody had put back a copy. */
    COMES_BACK_OLD {
        @Override
        <V> Pair<V> stores(Switch cut) {
            Store<V> restored = new Restored<>(new MapStore<>(), cut);
            return new Pair<>(restored, restored);
        }
    };

    /** The same store, as each of two nodes sees it. */
    record Pair<V>(Store<V> one, Store<V> other) {}

    /** Turns the fault on. */
    static final class Switch {
        private volatile boolean on;

        void turnOn() {
            on = true;
        }
    }

    abstract <V> Pair<V> stores(Switch cut);

    private abstract static class Over<V> implements Store<V> {
        final Store<V> shared;
        final Switch fault;

        Over(Store<V> shared, Switch fault) {
            this.shared = shared;
            this.fault = fault;
        }

        @Override
        public Optional<V> get(String key) {
            return shared.get(key);
        }

        @Override
        public boolean putIfAbsent(String key, V value) {
            return shared.putIfAbsent(key, value);
        }

        @Override
        public boolean replace(String key, V expected, V value) {
            return shared.replace(key, expected, value);
        }

        @Override
        public void remove(String key) {
            shared.remove(key);
        }

        @Override
        public boolean isFull() {
            return shared.isFull();
        }
    }

    private static final class Forked<V> extends Over<V> {
        private final MapStore<V> own = new MapStore<>();

        Forked(Store<V> shared, Switch fault) {
            super(shared, fault);
        }

        private <T> T here(String key, Supplier<T> shareds, Supplier<T> own) {
            if (!fault.on) {
                return shareds.get();
            }
            shared.get(key).ifPresent(value -> this.own.putIfAbsent(key, value));
            return own.get();
        }

        @Override
        public Optional<V> get(String key) {
            return here(key, () -> shared.get(key), () -> own.get(key));
        }

        @Override
        public boolean putIfAbsent(String key, V value) {
            return here(key, () -> shared.putIfAbsent(key, value), () -> own.putIfAbsent(key, value));
        }

        @Override
        public boolean replace(String key, V expected, V value) {
            return here(key, () -> shared.replace(key, expected, value), () -> own.replace(key, expected, value));
        }
    }

    private static final class Hasty<V> extends Over<V> {
        Hasty(Store<V> shared, Switch fault) {
            super(shared, fault);
        }

        @Override
        public boolean replace(String key, V expected, V value) {
            if (!fault.on) {
                return shared.replace(key, expected, value);
            }
            if (!shared.get(key).filter(expected::equals).isPresent()) {
                return false;
            }
            Meeting.await();
            shared.get(key).ifPresent(now -> shared.replace(key, now, value));
            return true;
        }
    }

    private static final class Repeating<V> extends Over<V> {
        Repeating(Store<V> shared, Switch fault) {
            super(shared, fault);
        }

        @Override
        public boolean putIfAbsent(String key, V value) {
            return shared.putIfAbsent(key, value) || isThere(key, value);
        }

        @Override
        public boolean replace(String key, V expected, V value) {
            return shared.replace(key, expected, value) || isThere(key, value);
        }

        private boolean isThere(String key, V value) {
            return fault.on && shared.get(key).filter(value::equals).isPresent();
        }
    }

    private static final class Forgetful<V> extends Over<V> {
        Forgetful(Store<V> shared, Switch fault) {
            super(shared, fault);
        }

        @Override
        public boolean replace(String key, V expected, V value) {
            return fault.on
                    ? shared.get(key).filter(expected::equals).isPresent()
                    : shared.replace(key, expected, value);
        }
    }

    private static final class Restored<V> extends Over<V> {
        private final MapStore<V> old = new MapStore<>();

        Restored(Store<V> shared, Switch fault) {
            super(shared, fault);
        }

        @Override
        public Optional<V> get(String key) {
            return fault.on ? old.get(key) : shared.get(key);
        }

        @Override
        public boolean putIfAbsent(String key, V value) {
            boolean isNew = shared.putIfAbsent(key, value);
            return old.putIfAbsent(key, value) && isNew;
        }

        @Override
        public boolean replace(String key, V expected, V value) {
            return (fault.on ? old : shared).replace(key, expected, value);
        }
    }

    /** Lets two threads that write at the same time do so at the very same time. */
    private static final class Meeting {
        private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

        static void await() {
            try {
                BARRIER.await(100, TimeUnit.MILLISECONDS);
            } catch (BrokenBarrierException | TimeoutException alone) {
                BARRIER.reset();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
