package dev.relock.testenv.signin;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.options.WaitUntilState;
import com.sun.net.httpserver.HttpServer;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.site.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Sign-ins to a client of any realm, of which the browser shows only that it was reached. */
public final class ClientSignIn {
    /** The keys and their cookies are Relock's, and stay. */
    private static final Pattern KEYCLOAKS_COOKIES = Pattern.compile("(KEYCLOAK|AUTH|KC)_.*");

    private static final byte[] PAGE = "<p id='claims'>Reached</p>".getBytes(StandardCharsets.UTF_8);
    private static final String REACHED =
            "http://localhost:" + serve().getAddress().getPort() + "/reached";

    private ClientSignIn() {}

    /**
     * Opens the login page in a browser where nobody is signed in any more.
     *
     * @param more further parameters of the request
     */
    public static SignIn begin(OidcClient client, BrowserProfile browser, Person person, Map<String, String> more) {
        browser.context().clearCookies(new ClearCookiesOptions().setName(KEYCLOAKS_COOKIES));
        Map<String, String> request = new HashMap<>(more);
        request.put("redirect_uri", REACHED);
        // A page that asks for a passkey may be gone before it has loaded.
        browser.page()
                .navigate(
                        client.request(request).toString(), new NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return SignIn.at(browser, person);
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/reached", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, PAGE.length);
                exchange.getResponseBody().write(PAGE);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
