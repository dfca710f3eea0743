package dev.relock.testenv.proxy;

import com.samskivert.mustache.Mustache;
import dev.relock.testenv.process.Executables;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.process.ServerProcess;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A reverse proxy that asks the gateway about each request, by the configuration of the examples with its addresses filled in. */
public final class AuthorizingProxy implements AutoCloseable {
    private static final Path EXAMPLES = Path.of("..", "examples", "reverse-proxies");
    private static final Path APACHE_MODULES = Path.of("/usr/lib/apache2/modules");

    private final URI url;
    private final AutoCloseable process;

    private AuthorizingProxy(URI url, AutoCloseable process) {
        this.url = url;
        this.process = process;
    }

    /** The kinds that Debian has packages of. */
    public enum Kind {
        NGINX,
        CADDY,
        APACHE
    }

    /** Returns when it listens. */
    public static AuthorizingProxy start(Kind kind, URI realm, URI application, Path directory) {
        int port = FreePort.find();
        URI url = URI.create("http://localhost:" + port);
        Filled filled = new Filled(realm, application, url);
        try {
            Files.createDirectories(directory);
            return new AuthorizingProxy(
                    url,
                    switch (kind) {
                        case NGINX -> nginx(filled, port, directory);
                        case CADDY -> caddy(filled, port, directory);
                        case APACHE -> apache(filled, port, directory);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(kind + " cannot be configured in " + directory, e);
        }
    }

    /** The origin that the application's users see. */
    public URI url() {
        return url;
    }

    /** The addresses of the examples, and what stands for them here. */
    private record Filled(URI realm, URI application, URI url) {
        String text(String example) throws IOException {
            String keycloak = realm.getScheme() + "://" + realm.getAuthority();
            return Files.readString(EXAMPLES.resolve(example))
                    .replace("https://sso.example.org/realms/my-realm", realm.toString())
                    .replace("https://sso.example.org", keycloak)
                    .replace("/realms/my-realm", realm.getPath())
                    .replace("https://app.example.org", url.toString())
                    .replace("http://127.0.0.1:3000", application.toString());
        }
    }

    private static Nginx nginx(Filled filled, int port, Path directory) throws IOException {
        Files.writeString(directory.resolve("example.conf"), filled.text("nginx.conf"));
        return Nginx.start("/proxies/nginx.conf", Map.of(), port, directory);
    }

    private static ServerProcess caddy(Filled filled, int port, Path directory) throws IOException {
        Path configuration = directory.resolve("Caddyfile");
        Files.writeString(configuration, "{\n\tadmin off\n\tauto_https off\n}\n" + filled.text("Caddyfile"));
        String home = directory.toAbsolutePath().toString();
        return started(
                ServerProcess.start(
                        "Caddy",
                        List.of(
                                executable("caddy", "caddy"),
                                "run",
                                "--adapter",
                                "caddyfile",
                                "--config",
                                configuration.toAbsolutePath().toString()),
                        Map.of("HOME", home, "XDG_DATA_HOME", home, "XDG_CONFIG_HOME", home),
                        directory.resolve("caddy.log")),
                port);
    }

    private static ServerProcess apache(Filled filled, int port, Path directory) throws IOException {
        Path lua = directory.resolve("relock-auth.lua").toAbsolutePath();
        Files.writeString(lua, filled.text("relock-auth.lua"));
        Files.writeString(
                directory.resolve("example.conf"),
                filled.text("apache.conf").replace("/etc/apache2/relock-auth.lua", lua.toString()));
        Path configuration = directory.resolve("httpd.conf");
        try (InputStreamReader template = new InputStreamReader(
                AuthorizingProxy.class.getResourceAsStream("/proxies/apache.conf"), StandardCharsets.UTF_8)) {
            Files.writeString(
                    configuration,
                    Mustache.compiler()
                            .escapeHTML(false)
                            .compile(template)
                            .execute(Map.of(
                                    "port", port, "directory", directory.toAbsolutePath(), "modules", APACHE_MODULES)));
        }
        boolean root = System.getProperty("user.name").equals("root");
        return started(
                ServerProcess.start(
                        "Apache",
                        List.of(
                                executable("apache2", "apache2-bin lua-socket"),
                                "-DFOREGROUND",
                                root ? "-DROOT" : "-DUSER",
                                "-f",
                                configuration.toAbsolutePath().toString()),
                        Map.of(),
                        directory.resolve("apache.log")),
                port);
    }

    private static ServerProcess started(ServerProcess process, int port) {
        process.awaitReady(() -> listens(port));
        return process;
    }

    private static String executable(String name, String packages) {
        return Executables.find(name)
                .orElseThrow(() -> new IllegalStateException(
                        "No " + name + " found: install it, on Debian with \"apt-get install " + packages + "\""))
                .toString();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            process.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
