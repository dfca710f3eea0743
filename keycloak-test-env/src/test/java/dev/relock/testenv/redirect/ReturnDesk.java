package dev.relock.testenv.redirect;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Where an application gets the forms of its browsers. */
final class ReturnDesk implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<ReturnedForm> forms = new LinkedBlockingQueue<>();

    ReturnDesk() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestMethod().equals("POST")) {
                Map<String, String> fields = new LinkedHashMap<>();
                Arrays.stream(body.split("&"))
                        .map(field -> field.split("=", 2))
                        .forEach(field -> fields.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
                forms.add(new ReturnedForm(exchange.getRequestURI().toString(), fields));
            }
            byte[] page =
                    "<!doctype html><title>Shop</title><h1 id=\"back\">Back</h1>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The only form that has come since this was asked last. */
    ReturnedForm only() {
        ReturnedForm form = forms.remove();
        if (!forms.isEmpty()) {
            throw new AssertionError("More than one form came");
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
