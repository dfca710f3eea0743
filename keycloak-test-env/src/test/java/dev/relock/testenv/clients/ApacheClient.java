package dev.relock.testenv.clients;

import com.samskivert.mustache.Mustache;
import dev.relock.testenv.http.OidcClient;
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

/** Apache with mod_auth_openidc, from Debian's packages, before one file. */
final class ApacheClient implements AutoCloseable {
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final String PAGE = "page.html";

    private final int port;
    private final ServerProcess server;

    private ApacheClient(int port, ServerProcess server) {
        this.port = port;
        this.server = server;
    }

    static ApacheClient start(int port, OidcClient client, Path directory) {
        Path configuration = directory.resolve("httpd.conf");
        try (Reader template = new InputStreamReader(
                ApacheClient.class.getResourceAsStream("/clients/apache/httpd.conf"), StandardCharsets.UTF_8)) {
            Files.createDirectories(directory.resolve("htdocs"));
            Files.writeString(directory.resolve("htdocs").resolve(PAGE), "protected");
            String user = System.getProperty("user.name").equals("root") ? "www-data" : System.getProperty("user.name");
            Files.writeString(
                    configuration,
                    Mustache.compiler()
                            .escapeHTML(false)
                            .compile(template)
                            .execute(Map.of(
                                    "port",
                                    port,
                                    "directory",
                                    directory.toAbsolutePath(),
                                    "modules",
                                    MODULES,
                                    "user",
                                    user,
                                    "group",
                                    user,
                                    "issuer",
                                    client.realm(),
                                    "clientId",
                                    client.id(),
                                    "secret",
                                    client.secret())));
        } catch (IOException e) {
            throw new UncheckedIOException("Apache cannot be configured in " + directory, e);
        }
        ServerProcess server = ServerProcess.start(
                "Apache",
                List.of(
                        apache(),
                        "-DFOREGROUND",
                        "-f",
                        configuration.toAbsolutePath().toString()),
                Map.of(),
                directory.resolve("apache.log"));
        server.awaitReady(() -> listens(port));
        return new ApacheClient(port, server);
    }

    /** What only those who have signed in may see. */
    URI page() {
        return URI.create("http://localhost:" + port + "/" + PAGE);
    }

    @Override
    public void close() {
        server.close();
    }

    private static String apache() {
        Path module = MODULES.resolve("mod_auth_openidc.so");
        return Executables.find("apache2")
                .filter(found -> Files.exists(module))
                .orElseThrow(
                        () -> new IllegalStateException("No Apache with mod_auth_openidc found: install it, on Debian"
                                + " with \"apt-get install apache2-bin libapache2-mod-auth-openidc\""))
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
