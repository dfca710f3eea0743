package dev.relock.testenv.clients;

import com.samskivert.mustache.Mustache;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The site of an application that signs in by the npm package {@code oauth4webapi}, and has the agent's package beside it. */
final class Oauth4webapiPages implements AutoCloseable {
    private static final Path AGENT = Path.of("..", "agent-js", "dist", "esm");
    private static final String PAGE = "page.html";
    private static final String SCRIPT = "page.mjs";

    private final HttpServer server;
    private final Path directory;
    private final URI issuer;

    private Oauth4webapiPages(HttpServer server, Path directory, URI issuer) {
        this.server = server;
        this.directory = directory;
        this.issuer = issuer;
        server.createContext("/", this::answer);
        server.start();
    }

    /** Installs the package from the npm registry into the directory. */
    static Oauth4webapiPages start(URI issuer, Path directory) {
        NodePackages.install("oauth4webapi", directory, PAGE, SCRIPT);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            return new Oauth4webapiPages(server, directory, issuer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean isScript = path.endsWith(".js") || path.endsWith(".mjs");
            byte[] body = isScript ? Files.readAllBytes(script(path)) : page();
            exchange.getResponseHeaders().set("Content-Type", isScript ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Path script(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/agent/")) {
            return AGENT.resolve(name);
        }
        return path.startsWith("/oauth4webapi/")
                ? directory.resolve("node_modules/oauth4webapi/build").resolve(name)
                : directory.resolve(SCRIPT);
    }

    private byte[] page() throws IOException {
        return Mustache.compiler()
                .compile(Files.readString(directory.resolve(PAGE)))
                .execute(Map.of("issuer", issuer))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
