package dev.relock.testenv.flood;

import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** People who sign in with the password alone, each on a browser that is trusted. */
final class Logins implements AutoCloseable {
    private static final int PEOPLE = 4;

    private record Seat(Person person, HttpBrowser browser) {}

    private final OidcClient client;
    private final BlockingQueue<Seat> seats = new ArrayBlockingQueue<>(PEOPLE);
    private final ExecutorService threads = Executors.newFixedThreadPool(PEOPLE);
    private final Queue<Screen> unexpected = new ConcurrentLinkedQueue<>();

    Logins(TestRealm realm) {
        client = realm.client();
        for (int i = 0; i < PEOPLE; i++) {
            Person person = realm.somebody();
            HttpBrowser browser = realm.browser();
            client.own(browser, person);
            seats.add(new Seat(person, browser));
        }
    }

    /** As many as there can be, one after the other for each person; returns how many a second. */
    double sustained(Duration duration) {
        Queue<Long> done = new ConcurrentLinkedQueue<>();
        long until = System.nanoTime() + duration.toNanos();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            running.add(threads.submit(() -> {
                while (System.nanoTime() < until) {
                    signIn();
                    done.add(System.nanoTime());
                }
            }));
        }
        running.forEach(Logins::join);
        return done.size() / (double) duration.toSeconds();
    }

    /** At this rate, until told to stop. Measured from when each was due, not from when there was time for it. */
    Latencies at(double perSecond, BooleanSupplier stop) {
        Queue<Long> millis = new ConcurrentLinkedQueue<>();
        List<Future<?>> running = new ArrayList<>();
        long period = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        try (Clock clock = new Clock()) {
            clock.each(
                    period,
                    stop,
                    due -> running.add(threads.submit(() -> {
                        signIn();
                        millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due));
                    })));
        }
        running.forEach(Logins::join);
        return Latencies.of(millis.stream().mapToLong(Long::longValue).toArray());
    }

    /** What people saw who were not signed in by the password. */
    List<Screen> unexpected() {
        return List.copyOf(unexpected);
    }

    private void signIn() {
        try {
            Seat seat = seats.take();
            try {
                seat.browser().agent().step();
                Screen screen = client.signIn(seat.browser().forgetCookies(), seat.person())
                        .givePassword()
                        .screen();
                if (screen != Screen.SIGNED_IN) {
                    unexpected.add(screen);
                }
            } finally {
                seats.add(seat);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Ticks. */
    private static final class Clock implements AutoCloseable {
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

        interface Tick {
            void at(long nanos);
        }

        void each(long period, BooleanSupplier stop, Tick tick) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            long start = System.nanoTime();
            long[] ticks = {0};
            ScheduledFuture<?> ticking = timer.scheduleAtFixedRate(
                    () -> {
                        if (stop.getAsBoolean()) {
                            over.complete(null);
                            return;
                        }
                        try {
                            tick.at(start + period * ticks[0]++);
                        } catch (RuntimeException e) {
                            // The timer would stop without a word.
                            over.completeExceptionally(e);
                        }
                    },
                    0,
                    period,
                    TimeUnit.NANOSECONDS);
            over.join();
            ticking.cancel(false);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
