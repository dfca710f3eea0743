package dev.relock.cluster;

import dev.relock.store.StoreUnavailableException;

/**
 * Whether what this node reads and writes in the shared caches may be relied upon. While it is not known on which side of a
 * split a node is, both sides would accept the same token once each.
 */
public interface ClusterView {
    /** A node that shares its caches with no other. */
    ClusterView ALONE = () -> 0;

    /**
     * The view that this node has now. What is read or written stands only if this answers the same before and after.
     *
     * @return the id of the view
     * @throws StoreUnavailableException while the view is not confirmed
     */
    int confirmed();

    /** Whether anything may be accepted at this moment. */
    default boolean isConfirmed() {
        try {
            confirmed();
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }
}
