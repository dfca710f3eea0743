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
import java.util.List;
import java.util.Map;

/** nginx before an application: maps {@code /relock/*} of its origin to {@code /realms/<realm>/relock/*} of Keycloak. */
public final class ReverseProxy implements AutoCloseable {
    private final int port;
    private final ServerProcess nginx;

    private ReverseProxy(int port, ServerProcess nginx) {
        this.port = port;
        this.nginx = nginx;
    }

    /**
     * Returns when the proxy listens.
     *
     * @param realm such as {@code http://localhost:8080/realms/relock-demo}
     * @param application gets all other requests
     * @param wildcard sent to Keycloak as {@code X-Key-Wildcard}
     * @param directory for configuration and logs
     */
    public static ReverseProxy start(int port, URI realm, URI application, String wildcard, Path directory) {
        Path configuration = directory.resolve("nginx.conf");
        try (Reader template = new InputStreamReader(
                ReverseProxy.class.getResourceAsStream("/proxy/nginx.conf"), StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            Files.writeString(
                    configuration,
                    Mustache.compiler()
                            .escapeHTML(false)
                            .compile(template)
                            .execute(Map.of(
                                    "directory", directory.toAbsolutePath(),
                                    "port", port,
                                    "realm", realm,
                                    "application", application,
                                    "wildcard", wildcard)));
        } catch (IOException e) {
            throw new UncheckedIOException("nginx cannot be configured in " + directory, e);
        }
        ServerProcess nginx = ServerProcess.start(
                "nginx",
                List.of(
                        nginx(),
                        "-p",
                        directory.toAbsolutePath().toString(),
                        "-c",
                        configuration.toAbsolutePath().toString()),
                Map.of(),
                directory.resolve("nginx.log"));
        nginx.awaitReady(() -> listens(port));
        return new ReverseProxy(port, nginx);
    }

    /** The origin that the application's users see. */
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        nginx.close();
    }

    private static String nginx() {
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
