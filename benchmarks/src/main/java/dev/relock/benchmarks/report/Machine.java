package dev.relock.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** What it was measured on. */
public final class Machine {
    private Machine() {}

    /** One line. */
    public static String describe() {
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + first("/proc/cpuinfo", "model name") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, "
                + Math.round(Long.parseLong(first("/proc/meminfo", "MemTotal").split(" ", 2)[0]) / 1e6) + " GB, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + "; load before it began "
                + load() + ".";
    }

    /** Processes that wanted a core, on average over the last minute: on a quiet machine far below 1. */
    public static String load() {
        return read("/proc/loadavg").get(0).split(" ", 2)[0];
    }

    private static String first(String file, String key) {
        return read(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static List<String> read(String file) {
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            return lines.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
