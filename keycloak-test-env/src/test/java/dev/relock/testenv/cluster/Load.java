package dev.relock.testenv.cluster;

import dev.relock.history.History;
import dev.relock.history.Outcome;
import dev.relock.protocol.Origin;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Several devices at work, half of which somebody owns, until it is closed. */
final class Load implements AutoCloseable {
    private static final int DEVICES = 4;
    private static final long SIGN_IN_EVERY_MILLIS = 3_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final History history;
    private final List<Node> nodes;
    private final List<CompletableFuture<?>> running = new ArrayList<>();
    private final List<Owner> owners = new ArrayList<>();
    private final List<LoadClient> owned = new ArrayList<>();

    private Load(List<Node> nodes, History history) {
        this.nodes = nodes;
        this.history = history;
    }

    /**
     * Enrols the devices, gives half of them an owner, and lets them go.
     *
     * @param sticky whether the load balancer keeps each browser at one node
     */
    static Load start(TestRealm realm, List<Node> nodes, History history, boolean sticky) {
        Load load = new Load(nodes, history);
        Origin origin = new Origin(realm.url().getScheme() + "://" + realm.url().getAuthority());
        OidcClient client = realm.client();
        for (int i = 0; i < DEVICES; i++) {
            Node node = nodes.get(i % nodes.size());
            HonestDevice device = new HonestDevice(node, origin, history);
            if (device.settle(node) != Outcome.ACCEPTED) {
                throw new IllegalStateException("A healthy " + node.name() + " does not enrol a device");
            }
            Person person = i % 2 == 0 ? realm.somebody() : null;
            load.add(device, person, client, realm, sticky ? i % nodes.size() : -1);
        }
        return load;
    }

    private void add(HonestDevice device, Person person, OidcClient client, TestRealm realm, int sticky) {
        LoadClient loader = new LoadClient(
                device, nodes, history, threads, stop, device.id().hashCode());
        if (person == null) {
            running.add(CompletableFuture.runAsync(loader, threads));
            return;
        }
        Owner owner = new Owner(person, client, realm.url(), sticky);
        owner.own(device.agent());
        owners.add(owner);
        owned.add(loader);
        running.add(CompletableFuture.runAsync(() -> alternate(loader, owner), threads));
    }

    /** Works for a while, then signs in, as one browser does one thing after the other. */
    private void alternate(LoadClient loader, Owner owner) {
        while (stop.getCount() > 0) {
            loader.runFor(SIGN_IN_EVERY_MILLIS);
            if (loader.renew() == Outcome.ACCEPTED) {
                owner.signIn(loader.device().agent(), history);
            }
        }
    }

    /** Ends the load; then, when all nodes trust, each owner signs in once more. */
    void finish(Runnable awaitTrust) {
        stop.countDown();
        running.forEach(CompletableFuture::join);
        awaitTrust.run();
        for (int i = 0; i < owners.size(); i++) {
            owned.get(i).renew();
            owners.get(i).signIn(owned.get(i).device().agent(), history);
        }
    }

    @Override
    public void close() {
        stop.countDown();
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
