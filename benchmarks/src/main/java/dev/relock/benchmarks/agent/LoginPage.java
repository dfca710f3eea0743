package dev.relock.benchmarks.agent;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserContext.ClearCookiesOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.relock.benchmarks.server.BenchmarkRealm;
import dev.relock.testenv.browser.Chromium;
import dev.relock.testenv.http.HttpBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** One browser before the login page of one client. */
final class LoginPage implements AutoCloseable {
    /** The cookies of Keycloak's that make a browser signed in; the agent's stay. */
    private static final Pattern KEYCLOAKS = Pattern.compile("(KEYCLOAK_|AUTH_SESSION|KC_).*");
    /** What is asked of the gateway, but for the script. */
    private static final Pattern GATEWAY = Pattern.compile(".*/realms/[^/]+/relock/[a-z]+");
    /** Takes down when things happened, in milliseconds since the navigation began. */
    private static final String WATCH = """
            window.seen = { longTasks: [] };
            addEventListener('X-Key-Established', () => { window.seen.established ??= performance.now(); });
            new PerformanceObserver((list) => {
              for (const { duration } of list.getEntries()) window.seen.longTasks.push(duration);
            }).observe({ type: 'longtask', buffered: true });
            new PerformanceObserver((list) => { window.seen.painted = list.getEntries().at(-1).startTime; })
              .observe({ type: 'largest-contentful-paint', buffered: true });
            """;

    private final BrowserContext context;
    private final Page page;
    private final String url;
    private final String application;
    private final AtomicInteger requests = new AtomicInteger();

    private LoginPage(BrowserContext context, String url, String application) {
        this.context = context;
        this.page = context.pages().get(0);
        this.url = url;
        this.application = application;
        context.addInitScript(WATCH);
        page.onRequest(request -> {
            if (GATEWAY.matcher(request.url()).matches()) {
                requests.incrementAndGet();
            }
        });
    }

    /** In a browser that has never been used before. */
    static LoginPage open(Playwright playwright, BenchmarkRealm realm, String client, String application) {
        String request = realm.url() + "/protocol/openid-connect/auth?"
                + HttpBrowser.encode(Map.of(
                        "response_type", "code", "client_id", client, "redirect_uri", application, "scope", "openid"));
        try {
            Path profile = Files.createTempDirectory(
                    Files.createDirectories(Path.of(System.getProperty("relock.directory"), "browsers")), "profile");
            return new LoginPage(
                    playwright.chromium().launchPersistentContext(profile, Chromium.options()), request, application);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One load of the page.
     *
     * @param established milliseconds until the keys were agreed upon; NaN on a page without the agent
     * @param painted milliseconds until the largest thing was painted
     * @param longestTask milliseconds for which the page answered nobody, at most; 0 if never for 50
     * @param requests to the gateway, besides the script
     */
    record Load(double established, double painted, double longestTask, int requests) {}

    Load load(boolean withAgent) {
        forget();
        requests.set(0);
        page.navigate(url);
        page.waitForFunction("seen.painted" + (withAgent ? " && seen.established" : ""));
        return new Load(
                withAgent ? number("seen.established") : Double.NaN,
                number("seen.painted"),
                number("Math.max(0, ...seen.longTasks)"),
                requests.get());
    }

    /** Microseconds of a token and its signature, on a page that is open. */
    double tokenMicros(int count) {
        return number("(() => { const one = () => relock.sign(relock.token()); for (let i = 0; i < 50; i++) one();"
                + "const begin = performance.now(); for (let i = 0; i < " + count + "; i++) one();"
                + "return (performance.now() - begin) * 1000 / " + count + "; })()");
    }

    /** Milliseconds until the form is there, and from the button to the application. */
    record SignIn(double untilForm, double untilApplication) {
        double whole() {
            return untilForm + untilApplication;
        }
    }

    SignIn signIn(String user) {
        forget();
        long begin = System.nanoTime();
        page.navigate(url);
        page.waitForSelector("#password");
        long form = System.nanoTime();
        fill(user);
        long filled = System.nanoTime();
        page.click("#kc-login");
        page.waitForURL(address -> address.startsWith(application));
        return new SignIn((form - begin) / 1e6, (System.nanoTime() - filled) / 1e6);
    }

    /** Passes the second factor once, and trusts the browser. */
    void trust(String user, String oneTimePassword) {
        page.navigate(url);
        page.waitForSelector("#password");
        fill(user);
        page.click("#kc-login");
        page.fill("#otp", oneTimePassword);
        page.click("#kc-login");
        page.click("#relock-trust");
        page.waitForURL(address -> address.startsWith(application));
    }

    private void fill(String user) {
        page.fill("#username", user);
        page.fill("#password", BenchmarkRealm.PASSWORD);
    }

    private void forget() {
        context.clearCookies(new ClearCookiesOptions().setName(KEYCLOAKS));
    }

    private double number(String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    @Override
    public void close() {
        context.close();
    }
}
