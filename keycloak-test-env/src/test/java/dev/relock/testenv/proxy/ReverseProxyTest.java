package dev.relock.testenv.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.relock.testenv.process.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against servers that answer with their name, the path they were asked for and the wildcard they got. */
final class ReverseProxyTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer keycloak;
    private HttpServer application;
    private ReverseProxy proxy;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        keycloak = server("keycloak");
        application = server("application");
        proxy = ReverseProxy.start(
                FreePort.find(), url(keycloak).resolve("/realms/demo"), url(application), "expected", directory);
    }

    @AfterEach
    void stop() {
        proxy.close();
        keycloak.stop(0);
        application.stop(0);
    }

    @Test
    void relockOfTheApplicationIsRelockOfTheRealm() throws Exception {
        assertThat(get("/relock/relock.js?v=1")).startsWith("keycloak /realms/demo/relock/relock.js?v=1 ");
    }

    @Test
    void allElseIsTheApplication() throws Exception {
        assertThat(get("/")).startsWith("application / ");
        assertThat(get("/relocked")).startsWith("application /relocked ");
    }

    @Test
    void aWildcardThatTheBrowserSendsIsReplaced() throws Exception {
        assertThat(get("/relock/auth", "X-Key-Wildcard", "forged")).endsWith(" [expected]");
    }

    private String get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(proxy.url().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String answer = name + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().get("X-Key-Wildcard");
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI url(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
