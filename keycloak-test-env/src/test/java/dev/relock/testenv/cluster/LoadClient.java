package dev.relock.testenv.cluster;

import dev.relock.history.History;
import dev.relock.history.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One device under load: each token goes to two nodes at once and, at random, to some node again; each step has a rival at
 * another node.
 */
final class LoadClient implements Runnable {
    private static final int TOKENS_PER_STEP = 40;
    /** Within the replay window. */
    private static final int REMEMBERED = 200;

    private static final long PAUSE_MILLIS = 250;
    private static final long SKIP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<Node> nodes;
    private final History history;
    private final Executor threads;
    private final CountDownLatch stop;
    private final Random random;
    private final List<Map<String, String>> spent = new ArrayList<>();
    private final Map<String, Long> silent = new ConcurrentHashMap<>();
    private HonestDevice device;
    /** While it is not known which of the two has got the next step. */
    private HonestDevice rival;

    private int tokens;

    LoadClient(
            HonestDevice device, List<Node> nodes, History history, Executor threads, CountDownLatch stop, long seed) {
        this.device = device;
        this.nodes = nodes;
        this.history = history;
        this.threads = threads;
        this.stop = stop;
        this.random = new Random(seed);
    }

    HonestDevice device() {
        return device;
    }

    @Override
    public void run() {
        runFor(Long.MAX_VALUE);
    }

    /** Works for so long, or until the load ends. */
    void runFor(long millis) {
        long from = History.now();
        while (stop.getCount() > 0 && TimeUnit.NANOSECONDS.toMillis(History.now() - from) < millis) {
            boolean answered = turn();
            if (!answered && pause()) {
                return;
            }
        }
    }

    /** Makes new keys, as a page does that is loaded. */
    Outcome renew() {
        if (rival != null && !race(two())) {
            return Outcome.UNAVAILABLE;
        }
        Outcome outcome = Outcome.LOST;
        for (Node node : nodes) {
            outcome = device.settle(node);
            if (outcome == Outcome.ACCEPTED) {
                tokens = 0;
                spent.clear();
                return outcome;
            }
        }
        return outcome;
    }

    /** Whether anything was answered with more than an excuse. */
    private boolean turn() {
        List<Node> two = two();
        if (tokens < TOKENS_PER_STEP) {
            return spend(two);
        }
        boolean moved = race(two);
        if (moved) {
            tokens = 0;
            spent.clear();
        }
        return moved;
    }

    private boolean spend(List<Node> two) {
        Map<String, String> proof = device.proof();
        history.countToken();
        tokens++;
        List<CompletableFuture<Integer>> answers = two.stream()
                .map(node -> CompletableFuture.supplyAsync(() -> spend(node, proof), threads))
                .toList();
        List<Integer> statuses = answers.stream().map(CompletableFuture::join).toList();
        if (!spent.isEmpty() && random.nextInt(4) == 0) {
            spend(two.get(0), spent.get(random.nextInt(spent.size())));
        }
        if (spent.size() < REMEMBERED) {
            spent.add(proof);
        }
        if (statuses.contains(404) || statuses.contains(409)) {
            // Its page would make new keys.
            tokens = TOKENS_PER_STEP;
        }
        return statuses.stream().anyMatch(status -> status != 0 && status != 503);
    }

    private int spend(Node node, Map<String, String> proof) {
        int status = device.spend(node, proof);
        heard(node, status != 0);
        return status;
    }

    /** Two copies of the device ask for its next step, with different keys: one of them gets it, and goes on. */
    private boolean race(List<Node> two) {
        HonestDevice asking = device;
        HonestDevice asks = rival == null ? device.rival() : rival;
        rival = asks;
        Node elsewhere = two.get(two.size() - 1);
        CompletableFuture<Outcome> theirs = CompletableFuture.supplyAsync(() -> asks.ask(elsewhere), threads);
        Outcome own = asking.ask(two.get(0));
        Outcome others = theirs.join();
        if (own == Outcome.ACCEPTED || others == Outcome.ACCEPTED) {
            device = own == Outcome.ACCEPTED ? asking : asks;
            rival = null;
            return true;
        }
        if (own == Outcome.REFUSED && others == Outcome.REFUSED) {
            // Neither fits: the device was forgotten.
            rival = null;
            return device.settle(two.get(0)) == Outcome.ACCEPTED;
        }
        // Without an answer either may have got it. Both ask again.
        return false;
    }

    /** Two different nodes that are not known to be silent, or one. */
    private List<Node> two() {
        long now = History.now();
        List<Node> awake = new ArrayList<>(nodes.stream()
                .filter(node -> silent.getOrDefault(node.name(), Long.MIN_VALUE) < now - SKIP_NANOS)
                .toList());
        if (awake.isEmpty()) {
            awake.addAll(nodes);
        }
        Collections.shuffle(awake, random);
        return awake.subList(0, Math.min(2, awake.size()));
    }

    private void heard(Node node, boolean is) {
        if (is) {
            silent.remove(node.name());
        } else {
            silent.put(node.name(), History.now());
        }
    }

    /** Whether the load has ended meanwhile. */
    private boolean pause() {
        try {
            return stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
