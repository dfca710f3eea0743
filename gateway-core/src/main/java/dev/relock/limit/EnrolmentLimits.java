package dev.relock.limit;

import dev.relock.protocol.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * How many new browsers this node takes within a time, from one address and in all. Counts in a table of fixed size, so that no
 * flood can grow it, or wash a counter out of it. Addresses that share a counter count as one; which do is drawn by a secret.
 */
public final class EnrolmentLimits {
    /** Seconds. */
    public static final long WINDOW = TimeUnit.MINUTES.toSeconds(10);

    private static final Logger LOG = Logger.getLogger("relock");
    private static final int COUNTERS = 1 << 16;
    private static final int SECRET_BYTES = 32;

    private final int perAddress;
    private final int inTotal;
    private final byte[] secret = new byte[SECRET_BYTES];
    private final AtomicReference<Window> current = new AtomicReference<>(new Window(Long.MIN_VALUE));

    public EnrolmentLimits(int perAddress, int inTotal) {
        this.perAddress = perAddress;
        this.inTotal = inTotal;
        new SecureRandom().nextBytes(secret);
    }

    /**
     * Counts a new browser, and tells whether it may be taken in.
     *
     * @param network the part of the address that names one visitor: all of an IPv4 address, the first 64 bits of an IPv6 one
     * @param now seconds
     */
    public boolean admits(String network, long now) {
        Window window = window(now / WINDOW);
        // The address first: one that floods must not use up what is there for all.
        if (!take(window.byAddress, slot(network))) {
            window.tell(
                    "from one address. If that is your reverse proxy's, Keycloak's option proxy-headers is missing");
            return false;
        }
        if (window.total.getAndUpdate(n -> Math.min(n + 1, inTotal)) >= inTotal) {
            window.tell("in all");
            return false;
        }
        return true;
    }

    private boolean take(AtomicIntegerArray counters, int slot) {
        return counters.getAndUpdate(slot, n -> Math.min(n + 1, perAddress)) < perAddress;
    }

    private Window window(long number) {
        while (true) {
            Window seen = current.get();
            if (seen.number == number) {
                return seen;
            }
            current.compareAndSet(seen, new Window(number));
        }
    }

    private int slot(String network) {
        byte[] mac = Hash.hmacSha512(secret, network.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(mac).getInt() & (COUNTERS - 1);
    }

    private static final class Window {
        private final long number;
        private final AtomicInteger total = new AtomicInteger();
        private final AtomicIntegerArray byAddress = new AtomicIntegerArray(COUNTERS);
        private final AtomicBoolean told = new AtomicBoolean();

        private Window(long number) {
            this.number = number;
        }

        private void tell(String which) {
            if (told.compareAndSet(false, true)) {
                LOG.warnf("New browsers are refused: within ten minutes, more have come than may %s", which);
            }
        }
    }
}
