package dev.relock.testenv.http;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.proxy.LoadBalancer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A browser without a window: keeps Keycloak's cookies, and may have an agent. Logins by it take milliseconds where Chromium
 * takes seconds.
 */
public final class HttpBrowser {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private static final Pattern PATH = Pattern.compile("(?i);\\s*path=([^;]*)");

    private final URI realm;
    private final HttpAgent agent;
    private final Map<Cookie, String> cookies = new LinkedHashMap<>();
    /** The cookie of a sticky load balancer, or null. */
    private String sticky;

    /** Two realms have cookies of the same names. */
    private record Cookie(String path, String name) {
        boolean goesTo(URI uri) {
            return uri.getPath().startsWith(path);
        }
    }

    private HttpBrowser(URI realm, HttpAgent agent) {
        this.realm = realm;
        this.agent = agent;
    }

    /** A browser that has never been here. */
    public static HttpBrowser fresh(URI realm) {
        return new HttpBrowser(realm, newAgent(realm, realm).enrol());
    }

    /** A browser that proves nothing, such as one without JavaScript. */
    public static HttpBrowser withoutAgent(URI realm) {
        return new HttpBrowser(realm, null);
    }

    /** A browser with the keys of another one; both count as one. */
    public static HttpBrowser with(URI realm, HttpAgent agent) {
        return new HttpBrowser(realm, agent);
    }

    private static HttpAgent newAgent(URI realm, URI site) {
        String origin = site.getScheme() + "://" + site.getAuthority();
        return new HttpAgent(URI.create(realm + "/relock/"), new Origin(origin));
    }

    /** Null in a browser that proves nothing. */
    public HttpAgent agent() {
        return agent;
    }

    public URI realm() {
        return realm;
    }

    /**
     * Is served by one node of a cluster from now on.
     *
     * @param node its number, counted from 0
     */
    public HttpBrowser at(int node) {
        sticky = LoadBalancer.COOKIE + "=" + node;
        return this;
    }

    /** Signs out of Keycloak the hard way; the keys stay. */
    public HttpBrowser forgetCookies() {
        cookies.clear();
        return this;
    }

    /** What comes when the cookies of Keycloak are followed to the last page, or out of Keycloak. */
    public HttpResponse<String> get(URI uri) {
        return follow(HttpRequest.newBuilder(uri).GET());
    }

    public HttpResponse<String> post(URI uri, Map<String, String> form) {
        return follow(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form))));
    }

    /** Whether it is a page of Keycloak. */
    boolean isKeycloak(URI uri) {
        return realm.getAuthority().equals(uri.getAuthority());
    }

    private HttpResponse<String> follow(HttpRequest.Builder first) {
        HttpResponse<String> response = send(first);
        for (URI next = redirect(response); next != null && isKeycloak(next); next = redirect(response)) {
            response = send(HttpRequest.newBuilder(next).GET());
        }
        return response;
    }

    /** Where an answer sends the browser, or null. */
    public static URI redirect(HttpResponse<?> response) {
        return response.statusCode() / 100 != 3
                ? null
                : response.headers()
                        .firstValue("Location")
                        .map(response.uri()::resolve)
                        .orElse(null);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        String sent = Stream.concat(
                        cookies.entrySet().stream()
                                .filter(cookie ->
                                        cookie.getKey().goesTo(request.build().uri()))
                                .map(cookie -> cookie.getKey().name() + "=" + cookie.getValue()),
                        Stream.ofNullable(sticky))
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        String value = pair.substring(pair.indexOf('=') + 1);
        Matcher path = PATH.matcher(setCookie);
        Cookie cookie = new Cookie(path.find() ? path.group(1) : "/", name);
        if (value.isEmpty() || setCookie.contains("Max-Age=0")) {
            cookies.remove(cookie);
        } else {
            cookies.put(cookie, value);
        }
    }

    /** As the query of a URL, or the body of a form. */
    public static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
