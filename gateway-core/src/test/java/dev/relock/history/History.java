package dev.relock.history;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Records what many clients see at the same time. */
public final class History {
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final AtomicLong tokens = new AtomicLong();
    private final Map<String, Long> trusting = new ConcurrentHashMap<>();

    /** The clock of all histories, nanoseconds. */
    public static long now() {
        return System.nanoTime();
    }

    /** Records a call that returns now. */
    public void add(long invoked, String node, String device, Act act, Outcome outcome) {
        calls.add(new Call(invoked, now(), node, device, act, outcome));
        if (act instanceof Act.Token && outcome == Outcome.ACCEPTED) {
            trusting.merge(node, invoked, Math::max);
        }
    }

    /** Whether the node has accepted a token that was sent after this moment. */
    public boolean hasTrustedSince(String node, long moment) {
        return trusting.getOrDefault(node, Long.MIN_VALUE) > moment;
    }

    /** Counts a token that somebody is about to send. */
    public long countToken() {
        return tokens.incrementAndGet();
    }

    /** Tokens that were counted. */
    public long tokens() {
        return tokens.get();
    }

    /** What was recorded until now. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }
}
