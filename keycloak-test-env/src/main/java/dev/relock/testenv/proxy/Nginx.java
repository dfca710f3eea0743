package dev.relock.testenv.proxy;

import com.samskivert.mustache.Mustache;
import dev.relock.testenv.process.Executables;
import dev.relock.testenv.process.ServerProcess;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An nginx on loopback with a configuration of its own. */
final class Nginx implements AutoCloseable {
    private final int port;
    private final ServerProcess process;

    private Nginx(int port, ServerProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Returns when it listens.
     *
     * @param template resource; may use {@code directory}, {@code port} and {@code values}
     * @param directory for configuration and logs
     */
    static Nginx start(String template, Map<String, ?> values, int port, Path directory) {
        Path configuration = directory.resolve("nginx.conf");
        Map<String, Object> all = new HashMap<>(values);
        all.put("directory", directory.toAbsolutePath());
        all.put("port", port);
        try (Reader text = new InputStreamReader(Nginx.class.getResourceAsStream(template), StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            Files.writeString(
                    configuration,
                    Mustache.compiler().escapeHTML(false).compile(text).execute(all));
        } catch (IOException e) {
            throw new UncheckedIOException("nginx cannot be configured in " + directory, e);
        }
        ServerProcess process = ServerProcess.start(
                "nginx",
                List.of(
                        executable(),
                        "-p",
                        directory.toAbsolutePath().toString(),
                        "-c",
                        configuration.toAbsolutePath().toString()),
                Map.of(),
                directory.resolve("nginx.log"));
        process.awaitReady(() -> listens(port));
        return new Nginx(port, process);
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        process.close();
    }

    private static String executable() {
        return Executables.find("nginx")
                .orElseThrow(() -> new IllegalStateException(
                        "No nginx found: install it, on Debian with" + " \"apt-get install nginx-light\""))
                .toString();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
