package dev.relock.testenv.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A server as a child process: its output goes to a log file, and it ends with this JVM at the latest. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE_AT_START = Duration.ofMinutes(10);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(30);

    private final String name;
    private final Path log;
    private final Process process;
    private final Thread reaper = new Thread(this::stop);

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts the command; its standard output and error are appended to {@code log}. */
    public static ServerProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            return new ServerProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started: " + command, e);
        }
    }

    /** Returns when the server is ready; throws, with the end of its log, when it ended or took too long. */
    public void awaitReady(BooleanSupplier ready) {
        try {
            Awaitility.await(name + " is ready")
                    .atMost(PATIENCE_AT_START)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> !process.isAlive() || ready.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            kill();
            throw new IllegalStateException(name + " was not ready in time. " + endOfLog(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ". " + endOfLog());
        }
    }

    /** Returns when a process that ends by itself has done its work; throws, with the end of its log, when it has not. */
    public void awaitEnd() {
        int status = process.onExit().join().exitValue();
        if (status != 0) {
            throw new IllegalStateException(name + " ended with " + status + ". " + endOfLog());
        }
    }

    /** Asks the server to end, and ends it when it does not. */
    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(reaper);
    }

    /** Ends the server as a crash does. */
    public void crash() {
        kill();
        process.onExit().join();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The id of the server's own process, for signals: where a script waits for the server, the script is not it. */
    public long pid() {
        return process.descendants()
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElse(process.toHandle())
                .pid();
    }

    private void stop() {
        process.destroy();
        if (!ended()) {
            kill();
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(PATIENCE_AT_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String endOfLog() {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            List<String> all = lines.toList();
            List<String> last = all.subList(Math.max(0, all.size() - 30), all.size());
            return "The end of " + log + ":\n" + String.join("\n", last);
        } catch (IOException e) {
            throw new UncheckedIOException("No log of " + name + " at " + log, e);
        }
    }
}
