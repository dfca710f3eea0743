package dev.relock.testenv.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.site.Person;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One person signs in with an {@link HttpBrowser}, page by page, as the agent's script would fill the forms. */
public final class HttpSignIn {
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern RESTART = Pattern.compile("\"([^\"]*/login-actions/restart[^\"]*)\"");
    private static final Pattern WAY = Pattern.compile("name=\"authenticationExecution\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CHALLENGE = Pattern.compile("data-relock-challenge=\"([^\"]+)\"");

    private final HttpBrowser browser;
    private Person person;
    private final String clientId;
    private final UnaryOperator<Map<String, String>> bend;
    private HttpResponse<String> page;

    private HttpSignIn(HttpBrowser browser, Person person, String clientId, UnaryOperator<Map<String, String>> bend) {
        this.browser = browser;
        this.person = person;
        this.clientId = clientId;
        this.bend = bend;
    }

    /** Goes where a client sends its users; pages that only want a proof are passed. */
    public static HttpSignIn begin(HttpBrowser browser, Person person, String clientId, URI request) {
        return begin(browser, person, clientId, request, UnaryOperator.identity());
    }

    /**
     * The same, with other proofs than an honest agent's.
     *
     * @param bend what becomes of the three fields of each proof
     */
    public static HttpSignIn begin(
            HttpBrowser browser, Person person, String clientId, URI request, UnaryOperator<Map<String, String>> bend) {
        HttpSignIn signIn = new HttpSignIn(browser, person, clientId, bend);
        return signIn.on(browser.get(request));
    }

    /** What the browser shows now. */
    public Screen screen() {
        URI out = HttpBrowser.redirect(page);
        return out != null && !browser.isKeycloak(out) ? Screen.SIGNED_IN : Screen.of(page.body());
    }

    /** HTTP status of what the browser shows. */
    public int status() {
        return page.statusCode();
    }

    public HttpSignIn givePassword() {
        expect(Screen.PASSWORD);
        return submit(withFormProof(Map.of("username", person.name(), "password", person.password())));
    }

    private Map<String, String> withFormProof(Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>(typed);
        String tab = parameter(action(), "tab_id");
        addProof(fields, TokenContext.loginForm(realmName(), clientId, tab));
        return fields;
    }

    /** Where name and password are asked for on two pages. */
    public HttpSignIn giveUserName() {
        return giveUserName(person.name());
    }

    /** The same by another name, such as an address. */
    public HttpSignIn giveUserName(String name) {
        expect(Screen.PASSWORD);
        return submit(withFormProof(Map.of("username", name)));
    }

    /** On the second of two pages. */
    public HttpSignIn giveOnlyPassword() {
        expect(Screen.PASSWORD);
        return submit(withFormProof(Map.of("password", person.password())));
    }

    /** Fills in a form that this class does not know, and to which the agent adds nothing. */
    public HttpSignIn answer(Screen expected, Map<String, String> fields) {
        expect(expected);
        return submit(fields);
    }

    /** "Try another way": the last one that Keycloak offers. */
    public HttpSignIn anotherWay() {
        submit(Map.of("tryAnotherWay", "on"));
        String last = WAY.matcher(page.body())
                .results()
                .map(way -> way.group(1))
                .reduce((one, next) -> next)
                .orElseThrow(() -> new IllegalStateException("No other way in\n" + page.body()));
        return submit(Map.of("authenticationExecution", last));
    }

    public HttpSignIn giveOneTimePassword() {
        expect(Screen.ONE_TIME_PASSWORD);
        return submit(Map.of("otp", person.authenticator().unused()));
    }

    public HttpSignIn trustThisBrowser() {
        expect(Screen.TRUST_THIS_BROWSER);
        return bind("trust");
    }

    public HttpSignIn declineToTrust() {
        expect(Screen.TRUST_THIS_BROWSER);
        return bind("decline");
    }

    public HttpSignIn confirmDeletion() {
        expect(Screen.DELETE_CREDENTIAL);
        return submit(Map.of("accept", "yes"));
    }

    /** Removes the trusted browsers but this one. */
    public HttpSignIn removeOtherBrowsers() {
        expect(Screen.TRUSTED_BROWSERS);
        return submit(Map.of("relock-remove-others", "true"));
    }

    /** Where the application is told the outcome. */
    public URI callback() {
        expect(Screen.SIGNED_IN);
        return HttpBrowser.redirect(page);
    }

    /** From here on somebody else sits before the browser. */
    public HttpSignIn as(Person other) {
        person = other;
        return this;
    }

    /** Starts the same login over, in the same tab. */
    public HttpSignIn startOver() {
        return on(browser.get(page.uri().resolve(found(RESTART).replace("&amp;", "&"))));
    }

    public String html() {
        return page.body();
    }

    private HttpSignIn bind(String choice) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("relock-choice", choice));
        addProof(fields, TokenContext.bindPage(challenge()));
        return submit(fields);
    }

    private HttpSignIn on(HttpResponse<String> next) {
        page = next;
        if (screen() == Screen.PROVE_DEVICE) {
            Map<String, String> fields = new LinkedHashMap<>();
            addProof(fields, TokenContext.loginPage(challenge()));
            return submit(fields);
        }
        return this;
    }

    private void addProof(Map<String, String> fields, TokenContext context) {
        if (browser.agent() != null) {
            fields.putAll(bend.apply(browser.agent().proof(context)));
        }
    }

    private HttpSignIn submit(Map<String, String> fields) {
        return on(browser.post(action(), fields));
    }

    private URI action() {
        return page.uri().resolve(found(ACTION).replace("&amp;", "&"));
    }

    private String challenge() {
        return found(CHALLENGE);
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(page.body());
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in\n" + page.body());
        }
        return matcher.group(1);
    }

    private String realmName() {
        String path = browser.realm().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public static String parameter(URI uri, String name) {
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(uri.getRawQuery());
        if (!matcher.find()) {
            throw new IllegalStateException("No " + name + " in " + uri);
        }
        return matcher.group(1);
    }

    private void expect(Screen expected) {
        assertThat(screen()).as("screen at %s", page.uri()).isEqualTo(expected);
    }
}
