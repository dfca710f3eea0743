package dev.relock.testenv.attack;

import com.samskivert.mustache.Mustache;
import dev.relock.testenv.process.Executables;
import dev.relock.testenv.process.FreePort;
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

/** An adversary in the middle: nginx that shows a real Keycloak under another host name. */
final class PhishingSite implements AutoCloseable {
    private final URI url;
    private final Path directory;
    private final ServerProcess nginx;

    private PhishingSite(URI url, Path directory, ServerProcess nginx) {
        this.url = url;
        this.directory = directory;
        this.nginx = nginx;
    }

    static PhishingSite before(URI keycloak, Path directory) {
        int port = FreePort.find();
        // Browsers take every name below "localhost" for loopback, and keep its cookies apart.
        URI self = URI.create("http://login.phish.localhost:" + port);
        Path configuration = directory.resolve("nginx.conf");
        try (Reader template = new InputStreamReader(
                PhishingSite.class.getResourceAsStream("/attack/phishing.conf"), StandardCharsets.UTF_8)) {
            Files.writeString(
                    configuration,
                    Mustache.compiler()
                            .escapeHTML(false)
                            .compile(template)
                            .execute(Map.of(
                                    "directory",
                                    directory.toAbsolutePath(),
                                    "port",
                                    port,
                                    "self",
                                    self,
                                    "keycloak",
                                    keycloak,
                                    "host",
                                    keycloak.getAuthority())));
        } catch (IOException e) {
            throw new UncheckedIOException("nginx cannot be configured in " + directory, e);
        }
        ServerProcess nginx = ServerProcess.start(
                "nginx",
                List.of(
                        Executables.find("nginx").orElseThrow().toString(),
                        "-p",
                        directory.toAbsolutePath().toString(),
                        "-c",
                        configuration.toAbsolutePath().toString()),
                Map.of(),
                directory.resolve("nginx.log"));
        nginx.awaitReady(() -> listens(port));
        return new PhishingSite(self, directory, nginx);
    }

    URI url() {
        return url;
    }

    /** Request lines, cookies and bodies of everything that came here. */
    String loot() {
        try {
            return Files.readString(directory.resolve("loot.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        nginx.close();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
