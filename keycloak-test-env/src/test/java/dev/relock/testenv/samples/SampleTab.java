package dev.relock.testenv.samples;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A browser's tab in which the application is open. */
final class SampleTab {
    /** How a page of the application calls an endpoint of the gateway: a fresh proof in the JSON body. */
    private static final String CALL = """
            async ([endpoint, more]) => {
              const token = relock.token();
              const response = await fetch('/relock/' + endpoint, {
                method: 'POST',
                headers: { 'Content-Type': 'application/json', ...more },
                body: JSON.stringify({
                  'X-Key-Token': token.hexlify(),
                  'X-Key-Signature': relock.sign(token).hexlify(),
                  'X-Key-Session': relock.xsid,
                }),
              });
              return [response.status, await response.json()];
            }""";

    private final Page page;
    private final URI application;

    /** An answer to a call of the page. */
    record Answer(int status, Map<String, Object> json) {
        static Answer of(Object evaluated) {
            List<?> parts = (List<?>) evaluated;
            return new Answer((Integer) parts.get(0), asMap(parts.get(1)));
        }
    }

    /** An event of the agent, and whether {@code document} or {@code window} heard it. */
    record Heard(String type, String on, Map<String, Object> detail) {}

    SampleTab(Page page, URI application) {
        this.page = page;
        this.application = application;
    }

    Page page() {
        return page;
    }

    /** Returns when the page is there; the agent may still be at work. */
    SampleTab open(String path) {
        page.navigate(application.resolve(path).toString());
        return this;
    }

    /** Returns when the agent has come to something. */
    SampleTab openReady(String path) {
        open(path).evaluate("() => relock.ready");
        return this;
    }

    Object evaluate(String expression) {
        return page.evaluate(expression);
    }

    boolean is(String expression) {
        return (Boolean) evaluate(expression);
    }

    String text(String expression) {
        return (String) evaluate(expression);
    }

    List<String> texts(String expression) {
        return ((List<?>) evaluate(expression)).stream().map(String.class::cast).toList();
    }

    int number(String expression) {
        return (Integer) evaluate(expression);
    }

    Answer call(String endpoint) {
        return call(endpoint, Map.of());
    }

    Answer call(String endpoint, Map<String, String> headers) {
        return Answer.of(page.evaluate(CALL, List.of(endpoint, headers)));
    }

    /** Whether the gateway says that a live sign-in is tied to this device session. */
    boolean isAuthenticated() {
        return (Boolean) call("confirm").json().get("authenticated");
    }

    List<Heard> heard() {
        return ((List<?>) evaluate("() => heard"))
                .stream()
                        .map(SampleTab::asMap)
                        .map(event -> new Heard(
                                (String) event.get("type"), (String) event.get("on"), asMap(event.get("detail"))))
                        .toList();
    }

    /** What the last event of this type said. */
    Map<String, Object> lastHeard(String type) {
        return heard().stream()
                .filter(event -> event.type().equals(type))
                .reduce((first, second) -> second)
                .orElseThrow()
                .detail();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object evaluated) {
        return (Map<String, Object>) evaluated;
    }
}
