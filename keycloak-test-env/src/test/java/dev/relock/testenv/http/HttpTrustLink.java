package dev.relock.testenv.http;

import dev.relock.token.TokenContext;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The link of a mail that makes a browser trusted, followed as the agent's script would. */
public final class HttpTrustLink {
    private static final Pattern CHALLENGE = Pattern.compile("data-relock-challenge=\"([^\"]+)\"");

    private final HttpBrowser browser;
    private final URI link;
    private HttpResponse<String> page;

    private HttpTrustLink(HttpBrowser browser, URI link) {
        this.browser = browser;
        this.link = link;
    }

    /** Opens it; the page that only wants a proof is passed. */
    public static HttpTrustLink open(HttpBrowser browser, URI link) {
        HttpTrustLink opened = new HttpTrustLink(browser, link);
        opened.page = browser.get(link);
        if (opened.page.body().contains("data-relock-auto")) {
            opened.submit(Map.of(), opened.proof());
        }
        return opened;
    }

    /** Presses the button, whether there is one or not. */
    public HttpTrustLink press() {
        return press(proof());
    }

    /** The same with another proof. */
    public HttpTrustLink press(Map<String, String> proof) {
        return submit(Map.of("relock-choice", "trust"), proof);
    }

    public Screen screen() {
        return Screen.of(page.body());
    }

    public int status() {
        return page.statusCode();
    }

    public String html() {
        return page.body();
    }

    /** What an honest browser shows the page; nothing where it asks for nothing, or there is no agent. */
    private Map<String, String> proof() {
        Matcher challenge = CHALLENGE.matcher(page.body());
        if (browser.agent() == null) {
            return Map.of();
        }
        return browser.agent().proof(TokenContext.bindPage(challenge.find() ? challenge.group(1) : ""));
    }

    private HttpTrustLink submit(Map<String, String> choice, Map<String, String> proof) {
        Map<String, String> fields = new LinkedHashMap<>(choice);
        fields.put("token", link.getQuery().replaceFirst("^token=", ""));
        fields.putAll(proof);
        page = browser.post(URI.create(link.toString().replaceFirst("\\?.*", "?")), fields);
        return this;
    }
}
