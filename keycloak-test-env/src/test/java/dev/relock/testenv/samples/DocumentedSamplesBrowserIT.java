package dev.relock.testenv.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.samples.SampleTab.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signing in and asking, by the sample code of gateway-login.md and frontend-integration.md with nothing but its blanks
 * ({@link Blank#ALL}) filled in.
 */
final class DocumentedSamplesBrowserIT extends InSampleApplication {
    DocumentedSamplesBrowserIT(KeycloakDistribution keycloak) {
        super(keycloak);
    }

    private void theRealmTakesTheApplicationsWord() {
        attributes.set("relock.assertedOrigins", application.url().toString());
    }

    // gateway-login.md, frontend

    @Test
    void aPageThatMerelyNamesItsUserIsRefused() {
        tab.openReady(SampleApplication.HOME);

        Object[] result = new Object[1];
        Response response = tab.page()
                .waitForResponse("**/relock/login", () -> result[0] = tab.evaluate("() => attemptRelockLogin(user)"));

        assertThat(response.status()).isEqualTo(401);
        assertThat(result[0]).isEqualTo(Map.of("success", false, "error", "Nothing proves who the user is"));
        assertThat(tab.isAuthenticated()).isFalse();
    }

    @Test
    void aPageThatTheRealmTrustsSignsItsUserInAndOut() {
        theRealmTakesTheApplicationsWord();
        tab.openReady(SampleApplication.HOME);
        assertThat(tab.isAuthenticated()).isFalse();

        assertThat(tab.evaluate("() => attemptRelockLogin(user)")).isEqualTo(Map.of("success", true));

        assertThat(tab.isAuthenticated()).isTrue();
        // An application's word signs in; it makes nobody the owner.
        assertThat(tab.openReady(SampleApplication.HOME).lastHeard("XKeyEstablished"))
                .containsEntry("authenticated", true)
                .containsEntry("owner", false);

        assertThat(tab.call("logout").status()).isEqualTo(200);

        assertThat(tab.isAuthenticated()).isFalse();
        assertThat(tab.openReady(SampleApplication.HOME).lastHeard("XKeyEstablished"))
                .containsEntry("authenticated", false);
    }

    // gateway-login.md, backend

    @Test
    void aServerThatMerelyNamesItsUserIsRefused() {
        tab.openReady(SampleApplication.HOME);
        signInAtTheApplication();

        assertThat(signInThroughTheServer(""))
                .isEqualTo(new Answer(401, Map.of("error", "Nothing proves who the user is")));
        assertThat(tab.isAuthenticated()).isFalse();
    }

    @Test
    void aServerThatTheRealmTrustsSignsItsUserIn() {
        theRealmTakesTheApplicationsWord();
        tab.openReady(SampleApplication.HOME);
        signInAtTheApplication();

        assertThat(signInThroughTheServer("")).isEqualTo(new Answer(200, Map.of("success", true)));
        assertThat(tab.isAuthenticated()).isTrue();
    }

    @Test
    void aServerRefusesWhoeverIsNotSignedInAtTheApplication() {
        theRealmTakesTheApplicationsWord();
        tab.openReady(SampleApplication.HOME);

        assertThat(signInThroughTheServer("")).isEqualTo(new Answer(401, Map.of("error", "Unauthorized")));
        assertThat(tab.isAuthenticated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Key-Token", "X-Key-Signature", "X-Key-Session"})
    void aServerRefusesARequestThatLacks(String field) {
        theRealmTakesTheApplicationsWord();
        tab.openReady(SampleApplication.HOME);
        signInAtTheApplication();
        browser.context().clearCookies(new ClearCookiesOptions().setName(field));

        assertThat(signInThroughTheServer(field))
                .isEqualTo(new Answer(400, Map.of("error", "Missing Relock credentials")));
        assertThat(tab.isAuthenticated()).isFalse();
    }

    private void signInAtTheApplication() {
        browser.context()
                .addCookies(List.of(new Cookie(Blank.SIGNED_IN_COOKIE, "yes")
                        .setUrl(application.url().toString())));
    }

    /** What the frontend sends to the server of the backend sample. */
    private Answer signInThroughTheServer(String lacking) {
        return Answer.of(tab.page().evaluate("""
                        async (lacking) => {
                          const token = relock.token();
                          const headers = {
                            'X-Key-Token': token.hexlify(),
                            'X-Key-Signature': relock.sign(token).hexlify(),
                          };
                          delete headers[lacking];
                          const response = await fetch('/sign-in-to-relock', { method: 'POST', headers });
                          return [response.status, await response.json()];
                        }""", lacking));
    }

    // frontend-integration.md, fetch

    @Test
    void aRequestOfTheFetchSampleProvesItselfToTheServerOnce() throws Exception {
        tab.openReady(SampleApplication.HOME);

        Object[] answer = new Object[1];
        Request request = tab.page().waitForRequest("**/some/path", () -> answer[0] = order());

        assertThat(Answer.of(answer[0]))
                .isEqualTo(new Answer(200, Map.of("gateway", 200, "order", Map.of("item", "book"))));
        Map<String, String> sent = request.allHeaders();
        assertThat(sent.get("x-key-token")).matches("[0-9a-f]{64}");
        assertThat(sent.get("x-key-signature")).matches("[0-9a-f]{128}");
        assertThat(sent.get("x-key-time")).matches("[0-9]{10}");
        assertThat(sent.get("cookie")).contains("X-Key-Session=");
        assertThat(replay(request)).isEqualTo(401);
        assertThat(Answer.of(order()).status()).isEqualTo(200);
    }

    private Object order() {
        return tab.evaluate("() => order().then(async (response) => [response.status, await response.json()])");
    }

    /** What makes the replay above a proof: what the copy lacks is nothing but its first use. */
    @Test
    void aRequestCopiedBeforeItWasSentIsAcceptedOnce() throws Exception {
        tab.openReady(SampleApplication.HOME);

        // The sample, with a fetch that only keeps what it would have sent.
        Map<?, ?> kept = (Map<?, ?>) tab.evaluate("() => { const real = fetch; let kept;"
                + " window.fetch = (url, { headers }) => { kept = headers; }; order(); window.fetch = real;"
                + " return { ...kept, Cookie: document.cookie }; }");

        Map<String, String> headers = new HashMap<>();
        kept.forEach((name, value) -> headers.put((String) name, value.toString()));
        assertThat(send(headers)).isEqualTo(200);
        assertThat(send(headers)).isEqualTo(401);
    }

    private int replay(Request seen) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(seen.allHeaders());
        headers.keySet()
                .retainAll(List.of("accept", "content-type", "cookie", "x-key-token", "x-key-signature", "x-key-time"));
        return send(headers);
    }

    /** Sends an order with these headers, from elsewhere. */
    private int send(Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(application.url().resolve("/some/path"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        headers.forEach(request::header);
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
