package dev.relock.testenv.mail;

import dev.relock.testenv.attack.PostOffice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The link of a mail, followed by programs: mail scanners, and whoever tries keys. */
public record RemovalLink(URI address) {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The one link of a mail. */
    public static RemovalLink in(PostOffice.Letter letter) {
        Matcher found = ADDRESS.matcher(letter.text());
        if (!found.find()) {
            throw new AssertionError("No link in " + letter.text());
        }
        RemovalLink link = new RemovalLink(URI.create(found.group()));
        if (found.find()) {
            throw new AssertionError("More than one link in " + letter.text());
        }
        return link;
    }

    String key() {
        return address.getQuery().replaceFirst("^token=", "");
    }

    /** The same page with another key. */
    RemovalLink with(String key) {
        return new RemovalLink(URI.create(page() + "?token=" + URLEncoder.encode(key, StandardCharsets.UTF_8)));
    }

    /** The status of opening it. */
    HttpResponse<String> open() {
        return send(HttpRequest.newBuilder(address).GET());
    }

    /** Like its page's button. */
    public HttpResponse<String> press() {
        return send(HttpRequest.newBuilder(page())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "token=" + URLEncoder.encode(key(), StandardCharsets.UTF_8))));
    }

    private URI page() {
        return URI.create(address.toString().replaceFirst("\\?.*", ""));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
