package dev.relock.benchmarks.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** wrk: keeps a number of connections busy with prepared requests. */
final class Wrk {
    private static final String CONNECTIONS = "16";

    private final Path script;
    private final Path directory;

    private Wrk(Path script, Path directory) {
        this.script = script;
        this.directory = directory;
    }

    /** @param directory for its files */
    static Wrk in(Path directory) {
        Path script = directory.resolve("load.lua");
        try (InputStream in = Wrk.class.getResourceAsStream("/load.lua")) {
            Files.createDirectories(directory);
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Wrk(script, directory);
    }

    /**
     * What came of it.
     *
     * @param p50 milliseconds
     * @param p99 milliseconds
     */
    record Load(long requests, double seconds, double p50, double p99) {
        double perSecond() {
            return requests / seconds;
        }
    }

    /** A run that has begun. */
    static final class Run {
        private final String what;
        private final Process process;
        private final Path requests;

        private Run(String what, Process process, Path requests) {
            this.what = what;
            this.process = process;
            this.requests = requests;
        }

        /** Every answer must have been a success. */
        Load await() {
            try {
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                process.waitFor();
                Files.delete(requests);
                return read(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private Load read(String output) {
            String[] result = output.lines()
                    .filter(line -> line.startsWith("RESULT "))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("wrk said: " + output))
                    .split(" ", -1);
            if (!result[5].equals("0") || !result[6].equals("0")) {
                throw new IllegalStateException(what + ": not all answers were a success: " + output);
            }
            return new Load(
                    Long.parseLong(result[1]),
                    Long.parseLong(result[2]) / 1e6,
                    Long.parseLong(result[3]) / 1e3,
                    Long.parseLong(result[4]) / 1e3);
        }
    }

    /** Begins to send to a server, for some seconds. */
    Run start(String what, URI server, List<byte[]> requests, int seconds) {
        try {
            Path file = Files.createTempFile(directory, "requests", ".bin");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] request : requests) {
                all.writeBytes((request.length + "\n").getBytes(StandardCharsets.US_ASCII));
                all.writeBytes(request);
            }
            Files.write(file, all.toByteArray());
            List<String> command = List.of(
                    "wrk",
                    "-t",
                    "1",
                    "-c",
                    CONNECTIONS,
                    "-d",
                    seconds + "s",
                    "--timeout",
                    "10s",
                    "-s",
                    script.toString(),
                    server.toString(),
                    "--",
                    file.toString());
            Process process = new ProcessBuilder(Cores.elsewhere(command))
                    .redirectErrorStream(true)
                    .start();
            return new Run(what, process, file);
        } catch (IOException e) {
            throw new UncheckedIOException("wrk cannot be started: on Debian, apt-get install wrk", e);
        }
    }
}
