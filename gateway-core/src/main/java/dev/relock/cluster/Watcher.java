package dev.relock.cluster;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The thread of a watch. */
final class Watcher {
    private Watcher() {}

    static ScheduledExecutorService timer() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "relock-cluster");
            thread.setDaemon(true);
            return thread;
        });
    }
}
