package dev.relock.testenv.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands between a Keycloak and its remote gateway, and is honest, broken or lying, as told. */
final class UntrustworthyGateway implements AutoCloseable {
    /** What becomes of an answer to {@code confirm}. */
    enum Mood {
        HONEST,
        DOWN,
        ERROR,
        /** Never a byte. */
        SILENT,
        /** A byte now and then, for ever. */
        DRIPPING,
        OVERSIZE,
        NO_JSON,
        /** 200 for whatever is asked, and the rest of the answer in order, but not the signed statement. */
        UNSIGNED,
        /** The signed statement of an earlier, honest answer. */
        REPLAYED,
        /** The statement with another device's name in it. */
        ANOTHER_DEVICE
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpServer server;
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private URI real;
    private volatile Mood mood = Mood.HONEST;
    private volatile String earlier = "";

    UntrustworthyGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "untrustworthy");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Where the gateway behind it is. */
    void before(URI keycloak) {
        real = keycloak;
    }

    void be(Mood next) {
        mood = next;
    }

    /** The tokens that {@code confirm} was asked about since this was asked last. */
    List<String> tokens() {
        List<String> asked = List.copyOf(tokens);
        tokens.clear();
        return asked;
    }

    /** The last parts of all paths that were ever asked for. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        asked.add(path.substring(path.lastIndexOf('/') + 1));
        boolean confirm = path.endsWith("/confirm");
        if (confirm) {
            tokens.add(JSON.readTree(body).path("X-Key-Token").asText());
        }
        Mood now = confirm ? mood : Mood.HONEST;
        try (exchange) {
            switch (now) {
                case HONEST, UNSIGNED, REPLAYED, ANOTHER_DEVICE -> relay(exchange, body, now, confirm);
                case DOWN -> {
                    // Not a byte, and the connection goes.
                }
                case ERROR -> send(exchange, 500, "{}".getBytes(StandardCharsets.UTF_8));
                case SILENT -> closed.await();
                case DRIPPING -> drip(exchange);
                case OVERSIZE -> send(exchange, 200, new byte[4 * 1024 * 1024]);
                case NO_JSON -> send(exchange, 200, "<html>OK</html>".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay(HttpExchange exchange, byte[] body, Mood now, boolean confirm)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        real.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : new String[] {"Content-Type", "Origin", "Cookie"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        HttpResponse<byte[]> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        answer.headers()
                .allValues("Set-Cookie")
                .forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie));
        byte[] sent = confirm && answer.statusCode() == 200 ? bend(answer.body(), now) : answer.body();
        send(exchange, answer.statusCode(), sent);
    }

    private byte[] bend(byte[] answer, Mood now) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(answer);
        String statement = json.path("statement").asText();
        switch (now) {
            case HONEST -> earlier = statement;
            case UNSIGNED -> json.remove("statement");
            case REPLAYED -> json.put("statement", earlier);
            case ANOTHER_DEVICE -> {
                String[] parts = statement.split("\\.", -1);
                String[] others = earlier.split("\\.", -1);
                json.put("statement", parts[0] + "." + others[1] + "." + parts[2]);
            }
            default -> throw new IllegalStateException();
        }
        return JSON.writeValueAsBytes(json);
    }

    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!closed.await(100, TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
