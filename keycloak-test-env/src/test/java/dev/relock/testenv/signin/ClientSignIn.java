package dev.relock.testenv.signin;

import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page.NavigateOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.WaitUntilState;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.site.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Sign-ins to a client of any realm, of which the browser shows only that it was reached. */
public final class ClientSignIn {
    /** The keys and their cookies are Relock's, and stay. */
    private static final Pattern KEYCLOAKS_COOKIES = Pattern.compile("(KEYCLOAK|AUTH|KC)_.*");

    private static final String REACHED = "http://localhost/reached";

    private ClientSignIn() {}

    /**
     * Opens the login page in a browser where nobody is signed in any more.
     *
     * @param more further parameters of the request
     */
    public static SignIn begin(OidcClient client, BrowserProfile browser, Person person, Map<String, String> more) {
        browser.context().clearCookies(new ClearCookiesOptions().setName(KEYCLOAKS_COOKIES));
        browser.page()
                .route(
                        REACHED + "?*",
                        route -> route.fulfill(new FulfillOptions()
                                .setContentType("text/html")
                                .setBody("<p id='claims'>Reached</p>")));
        Map<String, String> request = new HashMap<>(more);
        request.put("redirect_uri", REACHED);
        // A page that asks for a passkey may be gone before it has loaded.
        browser.page()
                .navigate(
                        client.request(request).toString(), new NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return SignIn.at(browser, person);
    }
}
