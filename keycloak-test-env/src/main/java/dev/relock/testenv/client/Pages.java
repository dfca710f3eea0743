package dev.relock.testenv.client;

import com.samskivert.mustache.Mustache;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The HTML pages of the demo client: the templates {@code client/*.html}, in which every value is escaped. */
final class Pages {
    private final Mustache.Compiler mustache =
            Mustache.compiler().escapeHTML(true).withLoader(Pages::template);

    void send(HttpExchange exchange, int status, String page, Map<String, ?> values) throws IOException {
        byte[] body = render(page, values).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String render(String page, Map<String, ?> values) throws IOException {
        try (Reader template = template(page)) {
            return mustache.compile(template).execute(values);
        }
    }

    private static Reader template(String page) {
        return new InputStreamReader(
                Pages.class.getResourceAsStream("/client/" + page + ".html"), StandardCharsets.UTF_8);
    }
}
