package dev.relock.testenv.infinispan;

import com.samskivert.mustache.Mustache;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.process.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Infinispan server on loopback, without a password, run from its libraries. It forgets all when it stops. */
public final class InfinispanServer implements AutoCloseable {
    private final int port = FreePort.find();
    private final int clusterPort = FreePort.find();
    private final Path home;
    private int starts;
    private ServerProcess process;

    private InfinispanServer(Path home) {
        this.home = home;
    }

    /** Returns when the server is ready. */
    public static InfinispanServer start(String name) {
        InfinispanServer server =
                new InfinispanServer(Path.of(System.getProperty("relock.directory"), "servers", name));
        server.deleteWhatAnEarlierServerLeft();
        server.write("infinispan.xml");
        server.write("log4j2.xml");
        server.restart();
        return server;
    }

    private void deleteWhatAnEarlierServerLeft() {
        if (!Files.isDirectory(home)) {
            return;
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(home + " cannot be deleted", e);
        }
    }

    private void write(String file) {
        Path target = home.resolve("server").resolve("conf").resolve(file);
        try (InputStream template = InfinispanServer.class.getResourceAsStream("/infinispan/" + file)) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            Files.createDirectories(target.getParent());
            // Where an operator would put more of them; without it the server does not start.
            Files.createDirectories(home.resolve("server").resolve("lib"));
            Files.writeString(
                    target, Mustache.compiler().escapeHTML(false).compile(text).execute(Map.of("port", port)));
        } catch (IOException e) {
            throw new UncheckedIOException("No " + file + " for an Infinispan server", e);
        }
    }

    /** For Hot Rod, on 127.0.0.1. */
    public int port() {
        return port;
    }

    public void stop() {
        process.close();
    }

    /** {@code kill -9}. */
    public void crash() {
        process.crash();
    }

    /** Starts it again, empty, on the same port. Returns when it is ready. */
    public void restart() {
        starts++;
        process = ServerProcess.start("Infinispan", command(), Map.of(), log());
        process.awaitReady(this::hasStarted);
    }

    private Path log() {
        return home.resolve("infinispan-" + starts + ".log");
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("relock.infinispan") + "/*",
                "-Djgroups.bind.address=127.0.0.1",
                "-Djgroups.bind.port=" + clusterPort,
                "-Djgroups.join_timeout=200",
                "-Dinfinispan.server.home.path=" + home,
                "org.infinispan.server.Bootstrap",
                "-c",
                "infinispan.xml",
                "-s",
                home.resolve("server").toString());
    }

    /** It listens long before it can make a cache. */
    private boolean hasStarted() {
        try {
            return Files.readString(log()).contains("ISPN080001");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
