package dev.relock.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who runs where, and how much processor time it has had. Servers share the first core, whoever asks them has the rest. */
public final class Cores {
    private static final int SERVERS = 0;
    private static final int TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private Cores() {}

    /** Puts all threads of a server on the servers' core. */
    public static void pin(long pid) {
        run(List.of("taskset", "-a", "-c", "-p", Integer.toString(SERVERS), Long.toString(pid)));
    }

    /** A command that leaves the servers' core alone, if there is another. */
    public static List<String> elsewhere(List<String> command) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (cores == 1) {
            return command;
        }
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("taskset", "-c", "1-" + (cores - 1)), command.stream())
                .toList();
    }

    /** Processor time of a process and all its threads so far, seconds, exact to a hundredth. */
    public static double secondsOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.UTF_8);
            // The name of the process, in brackets, may hold blanks.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (double) (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]))
                    / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double secondsOf(List<Long> pids) {
        return pids.stream().mapToDouble(Cores::secondsOf).sum();
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " answered " + process.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
