package dev.relock.device;

import dev.relock.store.Store;
import java.util.Optional;
import java.util.function.Function;

/**
 * All devices: those nobody owns in a bounded store that strangers can fill, owned ones in a store that they cannot.
 *
 * <p>A device that gets its first owner moves from one to the other in three steps, each of which any node may finish: its
 * entry is marked as moved, so that no step can be lost in it; it is put into the other store; the marked entry goes.
 */
public final class DeviceStore {
    private final Store<DeviceState> owned;
    private final Store<DeviceState> visitors;

    public DeviceStore(Store<DeviceState> owned, Store<DeviceState> visitors) {
        this.owned = owned;
        this.visitors = visitors;
    }

    public Optional<DeviceState> get(String key) {
        Optional<DeviceState> found = owned.get(key);
        if (found.isPresent()) {
            return found;
        }
        Optional<DeviceState> visitor = visitors.get(key);
        if (visitor.isEmpty()) {
            // It may have moved between the two looks.
            return owned.get(key);
        }
        return visitor.get().moved() ? Optional.of(finishMove(key, visitor.get())) : visitor;
    }

    /** Whether another browser that nobody owns would have to be refused. */
    public boolean isFull() {
        return visitors.isFull();
    }

    /**
     * Makes the entry of a device that has none. The visitors' store alone decides who is first, also for a device that has
     * owners: two put-if-absents, one in each store, could both succeed.
     */
    public boolean create(DeviceState state) {
        String key = state.identity().key();
        boolean isOwned = !state.owners().isEmpty();
        DeviceState first = isOwned ? state.markMoved() : state;
        if (!visitors.putIfAbsent(key, first)) {
            return false;
        }
        if (owned.get(key).isPresent()) {
            // Somebody made it, and moved it on, before we put ours.
            visitors.remove(key);
            return false;
        }
        if (isOwned) {
            finishMove(key, first);
        }
        return true;
    }

    /** Compare-and-set. Moves a device that has got its first owner. */
    public boolean replace(DeviceState expected, DeviceState next) {
        String key = expected.identity().key();
        if (owned.replace(key, expected, next)) {
            return true;
        }
        if (next.owners().isEmpty()) {
            return visitors.replace(key, expected, next);
        }
        DeviceState marked = next.markMoved();
        if (!visitors.replace(key, expected, marked)) {
            return false;
        }
        finishMove(key, marked);
        return true;
    }

    /**
     * Applies a change to whatever is there now.
     *
     * @return the state after the change, or empty when the device is not there or has ended
     */
    public Optional<DeviceState> update(String key, Function<DeviceState, DeviceState> change) {
        while (true) {
            Optional<DeviceState> current = get(key);
            if (current.isEmpty() || current.get().hasEnded()) {
                return Optional.empty();
            }
            DeviceState next = change.apply(current.get());
            if (replace(current.get(), next)) {
                return Optional.of(next);
            }
        }
    }

    private DeviceState finishMove(String key, DeviceState marked) {
        DeviceState arrived = marked.arrived();
        boolean put = owned.putIfAbsent(key, arrived);
        visitors.remove(key);
        return put ? arrived : owned.get(key).orElse(arrived);
    }
}
