package dev.relock.cluster;

import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Decides from what a node hears whether its view of the cluster is confirmed. A view is confirmed no more when a member is
 * gone that did not announce its leave, when two views have merged, and when a check of the cluster's health fails or is
 * overdue. It is confirmed again when the checks, which then ask the caches too, have been good for a while without a gap.
 */
final class ViewConfirmation {
    private final Timing timing;
    private Set<UUID> members;
    /** Who was together when the view was confirmed last, less those that have left in good order. */
    private Set<UUID> together;

    private boolean confirmed;
    /** Whether the next good check is enough: nobody was lost since this node joined. */
    private boolean joining;

    private long goodSince;
    private long lastGood;
    private boolean good;
    private volatile Stand stand;

    /** What {@link #confirmed} needs, in one piece. */
    private record Stand(int view, boolean confirmed, long lastGood) {}

    /** The first view of a node. One that joins others has nothing to doubt; one that finds nobody may be cut off. */
    ViewConfirmation(Timing timing, int view, Collection<UUID> members) {
        this.timing = timing;
        this.members = Set.copyOf(members);
        this.together = this.members;
        this.joining = members.size() > 1;
        this.stand = new Stand(view, false, 0);
    }

    /**
     * The cluster looks different.
     *
     * @param announced members that have said that they leave
     * @param merged whether nodes have found each other again that each went on without the other
     */
    synchronized void changed(int view, Collection<UUID> now, Collection<UUID> announced, boolean merged) {
        Set<UUID> lost = without(members, announced);
        lost.removeAll(now);
        if (merged || !lost.isEmpty()) {
            doubt();
        }
        members = Set.copyOf(now);
        together = confirmed ? members : without(together, announced);
        stand = new Stand(view, confirmed, lastGood);
    }

    /**
     * The result of a check.
     *
     * @param now nanoseconds of a clock that never goes back
     */
    synchronized void checked(boolean healthy, long now) {
        if (!healthy) {
            doubt();
        } else {
            if (good && now - lastGood > timing.freshness().toNanos()) {
                doubt();
            }
            if (!good) {
                good = true;
                goodSince = now;
            }
            lastGood = now;
            if (joining || now - goodSince >= timing.settling().toNanos()) {
                confirmed = true;
                together = members;
                joining = false;
            }
        }
        stand = new Stand(stand.view(), confirmed, lastGood);
    }

    synchronized boolean isConfirmed() {
        return confirmed;
    }

    synchronized int size() {
        return members.size();
    }

    /**
     * Whether this view has more than half as many members as were together last. New ones count, so that a node which lost
     * its only companion goes on as soon as another joins it.
     */
    synchronized boolean hasMajority() {
        return members.size() * 2 > together.size();
    }

    /**
     * The confirmed view, or empty.
     *
     * @param view that the node has at this moment, which may be newer than what was told here
     */
    OptionalInt confirmed(int view, long now) {
        Stand seen = stand;
        boolean stands = seen.confirmed()
                && seen.view() == view
                && now - seen.lastGood() <= timing.freshness().toNanos();
        return stands ? OptionalInt.of(view) : OptionalInt.empty();
    }

    private static Set<UUID> without(Set<UUID> all, Collection<UUID> gone) {
        Set<UUID> rest = new HashSet<>(all);
        rest.removeAll(gone);
        return rest;
    }

    private void doubt() {
        confirmed = false;
        joining = false;
        good = false;
    }
}
