package dev.relock.cluster;

import dev.relock.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Asks a remote store at short intervals whether it answers. Nothing that the store answers depends on this: it spares requests
 * the wait for one that is known to be gone, and tells operators.
 */
public final class AnswerWatch implements ClusterView, AutoCloseable {
    private static final Logger LOG = Logger.getLogger("relock");

    /** One question may be lost, or wait behind others, where all is well. */
    private static final int SILENCES = 2;

    private final BooleanSupplier question;
    private final ScheduledExecutorService timer = Watcher.timer();
    private ScheduledFuture<?> asking;
    private volatile boolean answers = true;
    private int silences;

    private AnswerWatch(BooleanSupplier question) {
        this.question = question;
    }

    /** Begins to watch a store that answers now. */
    public static AnswerWatch start(BooleanSupplier question, Duration interval) {
        AnswerWatch watch = new AnswerWatch(question);
        long millis = interval.toMillis();
        watch.asking = watch.timer.scheduleWithFixedDelay(watch::ask, millis, millis, TimeUnit.MILLISECONDS);
        return watch;
    }

    @Override
    public int confirmed() {
        if (!answers) {
            throw new StoreUnavailableException("the remote caches do not answer");
        }
        return 0;
    }

    private void ask() {
        silences = question.getAsBoolean() ? 0 : silences + 1;
        boolean now = silences < SILENCES;
        if (now && !answers) {
            LOG.info("The remote caches answer again");
        } else if (!now && answers) {
            LOG.warn("The remote caches do not answer: no device is trusted until they do");
        }
        answers = now;
    }

    @Override
    public void close() {
        asking.cancel(true);
        timer.shutdownNow();
    }
}
