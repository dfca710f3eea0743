package dev.relock.epoch;

import java.util.Arrays;
import java.util.Optional;
import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;

/**
 * Which counters of an epoch are spent: the highest and a bitmap of those just below it (RFC 6479, constant memory).
 * Immutable.
 *
 * @param highest the highest counter accepted so far, 0 before the first
 * @param bits a ring of 64-bit words, bit {@code c % 64} of word {@code (c / 64) % 5} is counter {@code c}
 */
@Proto
public record ReplayWindow(
        @ProtoField(value = 1, defaultValue = "0") int highest,
        @ProtoField(2) long[] bits) {

    /** How far below the highest a counter may arrive late. */
    public static final int SIZE = 256;

    private static final int WORDS = SIZE / Long.SIZE + 1;

    public static ReplayWindow empty() {
        return new ReplayWindow(0, new long[WORDS]);
    }

    /** The window after accepting {@code counter}, or empty when it was accepted before or is too old to tell. */
    public Optional<ReplayWindow> accept(int counter) {
        if (counter <= 0 || counter <= highest - SIZE) {
            return Optional.empty();
        }
        long[] next = bits.clone();
        if (counter > highest) {
            int from = highest / Long.SIZE;
            int steps = Math.min(counter / Long.SIZE - from, WORDS);
            for (int i = 1; i <= steps; i++) {
                next[(from + i) % WORDS] = 0;
            }
        }
        int word = (counter / Long.SIZE) % WORDS;
        long bit = 1L << (counter % Long.SIZE);
        if ((next[word] & bit) != 0) {
            return Optional.empty();
        }
        next[word] |= bit;
        return Optional.of(new ReplayWindow(Math.max(highest, counter), next));
    }

    /** What is spent in either of two windows of one epoch. */
    public ReplayWindow union(ReplayWindow other) {
        boolean isAbove = highest >= other.highest;
        ReplayWindow above = isAbove ? this : other;
        ReplayWindow below = isAbove ? other : this;
        long[] all = above.bits.clone();
        for (int back = 0; back < SIZE && back < above.highest; back++) {
            int counter = above.highest - back;
            if (below.isSpent(counter)) {
                all[(counter / Long.SIZE) % WORDS] |= 1L << (counter % Long.SIZE);
            }
        }
        return new ReplayWindow(above.highest, all);
    }

    private boolean isSpent(int counter) {
        return counter <= highest
                && counter > highest - SIZE
                && (bits[(counter / Long.SIZE) % WORDS] & 1L << (counter % Long.SIZE)) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayWindow window && highest == window.highest && Arrays.equals(bits, window.bits);
    }

    @Override
    public int hashCode() {
        return 31 * highest + Arrays.hashCode(bits);
    }
}
