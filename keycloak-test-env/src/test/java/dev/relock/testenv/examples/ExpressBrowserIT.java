package dev.relock.testenv.examples;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.process.ServerProcess;
import dev.relock.testenv.proxy.AuthorizingProxy;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code examples/express} behind {@code examples/reverse-proxies/nginx.conf}. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExpressBrowserIT {
    private static final String WILDCARD = "5f0c3e2a-0d2c-4f6b-9a39-6a8c1f3b7d55";

    private TestRealm realm;
    private AuthorizingProxy nginx;
    private ServerProcess application;
    private String origin;

    @BeforeAll
    void start(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        int port = FreePort.find();
        nginx = AuthorizingProxy.start(
                AuthorizingProxy.Kind.NGINX,
                realm.url(),
                URI.create("http://127.0.0.1:" + port),
                Artifacts.ofTheBuild().directory().resolve("proxies").resolve("express"));
        origin = nginx.url().toString();
        realm.set("relock.origins", origin);
        realm.set("relock.originalRequest", "true");
        realm.set("relock.wildcard", WILDCARD);
        OidcClient client = realm.client(it -> {
            it.setRedirectUris(List.of(origin + "/*"));
            it.setWebOrigins(List.of(origin));
            it.setAttributes(Map.of("post.logout.redirect.uris", "+"));
        });
        application = NodeExample.install(
                        "express",
                        Map.of(
                                "PORT", Integer.toString(port),
                                "ORIGIN", origin,
                                "ISSUER", realm.url().toString(),
                                "CLIENT_ID", client.id(),
                                "CLIENT_SECRET", client.secret(),
                                "WILDCARD", WILDCARD))
                .start(port);
    }

    @AfterAll
    void stop() {
        application.close();
        nginx.close();
        realm.close();
    }

    private Page signedIn(BrowserProfile browser, Person person) {
        Page page = browser.page();
        page.navigate(origin + "/");
        page.evaluate("() => relock.ready");
        Screen.leave(page, "#sign-in");
        SignIn.at(browser, person).givePassword().giveOneTimePassword().declineToTrust();
        assertThat(page.locator("#user")).isVisible();
        return page;
    }

    @Test
    void theBrowserThatSignedInOrdersReadsItsReportAndSignsOut(Browsers browsers) {
        Page page = signedIn(browsers.newProfile(), realm.somebody());
        assertThat(page.locator("#bound")).hasText("This browser is yours.");

        page.click("#order");
        assertThat(page.locator("#result")).hasText("Ordered tea");
        String device = (String) page.evaluate("() => relock.device");
        page.click("#report");
        assertThat(page.locator("#device")).hasText(device);
        // The proof in the cookies is spent: the page comes by way of another one, which makes a fresh one.
        page.reload();
        assertThat(page.locator("#device")).hasText(device);

        page.navigate(origin + "/");
        page.click("#sign-out");
        assertThat(page.locator("#sign-in")).isVisible();
    }

    @Test
    void aThiefOfAllCookiesSeesThePageButOrdersNothingAndReadsNoReport(Browsers browsers) {
        BrowserProfile laptop = browsers.newProfile();
        Page page = signedIn(laptop, realm.somebody());
        assertThat(page.locator("#bound")).hasText("This browser is yours.");
        BrowserProfile thief = browsers.newProfile();
        thief.context().addCookies(laptop.context().cookies());

        thief.page().navigate(origin + "/");

        assertThat(thief.page().locator("#bound")).hasText("This browser is not known as yours (401).");
        thief.page().click("#order");
        assertThat(thief.page().locator("#result")).hasText("Refused (403)");
        page.click("#order");
        assertThat(page.locator("#result")).hasText("Ordered tea");
    }

    @Test
    void aCopiedOrderIsNotTakenASecondTime(Browsers browsers) {
        Page page = signedIn(browsers.newProfile(), realm.somebody());
        assertThat(page.locator("#bound")).hasText("This browser is yours.");
        var sent = page.waitForRequest("**/orders", () -> page.click("#order"));
        assertThat(page.locator("#result")).hasText("Ordered tea");

        Object status = page.evaluate(
                "async ([headers, body]) => (await fetch('/orders', { method: 'POST', headers, body })).status",
                List.of(
                        Map.of(
                                "Content-Type", "application/json",
                                "X-Key-Token", sent.headerValue("x-key-token"),
                                "X-Key-Signature", sent.headerValue("x-key-signature"),
                                "X-Key-Session", sent.headerValue("x-key-session")),
                        sent.postData()));

        assertThat(status).isEqualTo(401);
    }
}
