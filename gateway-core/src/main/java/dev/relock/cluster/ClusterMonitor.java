package dev.relock.cluster;

import dev.relock.gateway.Failure;
import dev.relock.store.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.infinispan.remoting.transport.Address;
import org.infinispan.remoting.transport.Transport;
import org.jboss.logging.Logger;

/** Watches the cluster of this node for as long as the node runs. */
@Listener
public final class ClusterMonitor implements ClusterView, AutoCloseable {
    private static final Logger LOG = Logger.getLogger("relock");

    private final EmbeddedCacheManager manager;
    private final Transport transport;
    private final Timing timing;
    private final ClusterHealth health;
    private final Departures departures;
    private final Settlement settlement;
    private final ViewConfirmation confirmation;
    private final ScheduledExecutorService timer;
    private ScheduledFuture<?> checks;
    private volatile boolean leaving;
    private boolean wasConfirmed;

    private ClusterMonitor(
            EmbeddedCacheManager manager, Transport transport, Timing timing, Optional<ClusterHealth> health) {
        this.timing = timing;
        this.manager = manager;
        this.transport = transport;
        this.departures = Departures.of(manager);
        this.settlement = new Settlement(manager, transport);
        this.confirmation = new ViewConfirmation(timing, transport.getViewId(), members());
        this.health = health.orElseGet(() -> ClusterHealth.of(transport, confirmation::hasMajority));
        this.timer = Watcher.timer();
    }

    /** Begins to watch. The manager must be clustered. */
    public static ClusterMonitor start(EmbeddedCacheManager manager, Timing timing) {
        return start(manager, timing, Optional.empty());
    }

    /** With something else to ask than what the manager's discovery offers. */
    static ClusterMonitor start(EmbeddedCacheManager manager, Timing timing, Optional<ClusterHealth> health) {
        Transport transport = GlobalComponentRegistry.componentOf(manager, Transport.class);
        ClusterMonitor monitor = new ClusterMonitor(manager, transport, timing, health);
        manager.addListener(monitor);
        // A view that came between the first look and the listener.
        monitor.changed(false);
        monitor.checks = monitor.timer.scheduleWithFixedDelay(
                monitor::check, 0, timing.interval().toMillis(), TimeUnit.MILLISECONDS);
        return monitor;
    }

    @Override
    public int confirmed() {
        OptionalInt view = leaving ? OptionalInt.empty() : confirmation.confirmed(transport.getViewId(), now());
        return view.orElseThrow(
                () -> new StoreUnavailableException("this node's view of the cluster is not confirmed"));
    }

    @ViewChanged
    @Merged
    public void on(ViewChangedEvent event) {
        changed(event.isMergeView());
    }

    private void changed(boolean merged) {
        confirmation.changed(transport.getViewId(), members(), departures.announced(), merged);
    }

    private List<UUID> members() {
        return transport.getMembers().stream().map(Address::getNodeUUID).toList();
    }

    private void check() {
        boolean good;
        try {
            // Entries that move put no confirmed view in doubt: nodes that join and leave in good order cost nothing.
            good = health.isGood() && (confirmation.isConfirmed() || settlement.isReached());
        } catch (RuntimeException e) {
            LOG.debugf("The health of the caches is unknown: %s", Failure.of(e));
            good = false;
        }
        confirmation.checked(good, now());
        tell();
    }

    /** One line each time it changes. */
    private void tell() {
        boolean is = confirmation.confirmed(transport.getViewId(), now()).isPresent();
        if (is && !wasConfirmed) {
            LOG.infof("The view of the cluster is confirmed, with %d node(s)", confirmation.size());
        } else if (!is && wasConfirmed) {
            LOG.warnf(
                    "The view of the cluster is in doubt: no device is trusted until it was sound for %d s",
                    timing.settling().toSeconds());
        }
        wasConfirmed = is;
    }

    /** Says that this node leaves, so that the others need not doubt, and accepts nothing any more. */
    @Override
    public void close() {
        leaving = true;
        checks.cancel(true);
        timer.shutdownNow();
        manager.removeListener(this);
        departures.announce(transport.getAddress().getNodeUUID());
    }

    private static long now() {
        return System.nanoTime();
    }
}
