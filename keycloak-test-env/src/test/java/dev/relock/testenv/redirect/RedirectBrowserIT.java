package dev.relock.testenv.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.http.PasswordGrant;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.pages.RedirectPages;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.proxy.ReverseProxy;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Languages;
import dev.relock.testenv.site.Person;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real browsers on their way through the gateway and back to an application that runs no agent. */
@KeycloakTest
final class RedirectBrowserIT {
    private static final String CONFIRM = """
            async (proof) => {
              const session = document.cookie.match(/X-Key-Session=([0-9a-f]+)/)[1];
              const answer = await fetch('/relock/confirm', {
                method: 'POST',
                headers: { 'Content-Type': 'application/json' },
                body: JSON.stringify({ ...proof, 'X-Key-Session': session }),
              });
              return answer.status;
            }""";
    private static final String LOGIN = """
            async (accessToken) => {
              await new Promise((done) => {
                const script = document.createElement('script');
                script.src = '/relock/relock.js';
                script.onload = done;
                document.head.append(script);
              });
              await relock.ready;
              const token = relock.token();
              const answer = await fetch('/relock/login', {
                method: 'POST',
                headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + accessToken },
                body: JSON.stringify({
                  'X-Key-Token': token.hexlify(),
                  'X-Key-Signature': relock.sign(token).hexlify(),
                  'X-Key-Session': relock.xsid,
                }),
              });
              return answer.status;
            }""";

    private final KeycloakDistribution keycloak;
    private final DemoSite site;
    private final ReturnDesk desk = new ReturnDesk();
    private final URI realm;

    RedirectBrowserIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
        this.realm = keycloak.realm(DemoRealm.NAME);
    }

    @AfterEach
    void close() {
        desk.close();
        site.close();
    }

    private static void go(Page page, String address) {
        page.navigate(address);
        page.waitForSelector("#back");
    }

    private String simple(RedirectedApplication application) {
        return realm + "/relock/" + UUID.randomUUID() + "?client_id=" + application.clientId();
    }

    @Test
    void onKeycloaksOwnHostATrustedBrowserIsTold(Browsers browsers) {
        Person person = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        try (RedirectedApplication application = RedirectedApplication.at(site, desk.url(), desk.url())) {
            go(laptop.page(), simple(application));
            assertThat(desk.only().action()).isEqualTo("/new?from=relock");

            SignIn.toOwn(site, laptop, person);
            go(laptop.page(), simple(application));

            ReturnedForm form = desk.only();
            assertThat(form.action()).isEqualTo("/trusted");
            assertThat(form.claims().path("outcome").asText()).isEqualTo("trusted");
            assertThat(form.claims().path("origin").asText())
                    .isEqualTo(keycloak.url().toString());
            assertThat(form.fields()).doesNotContainKey("X-Key-Token");

            BrowserProfile thief = browsers.newProfile();
            thief.context()
                    .addCookies(laptop.context().cookies().stream()
                            .map(cookie -> new com.microsoft.playwright.options.Cookie(cookie.name, cookie.value)
                                    .setDomain(cookie.domain)
                                    .setPath(cookie.path)
                                    .setSecure(cookie.secure)
                                    .setHttpOnly(cookie.httpOnly))
                            .toList());
            go(thief.page(), simple(application));
            assertThat(desk.only().action()).as("copied cookies").isEqualTo("/new?from=relock");
        }
    }

    @Test
    void throughTheProxyOfTheApplicationATrustedBrowserIsTold(Browsers browsers) {
        int port = FreePort.find();
        URI shop = URI.create("http://localhost:" + port);
        Path directory = Path.of(System.getProperty("relock.directory"), "redirect-nginx");
        BrowserProfile laptop = browsers.newProfile();
        Page page = laptop.page();
        try (ReverseProxy proxy = ReverseProxy.start(port, realm, desk.url(), "unused", directory);
                RedirectedApplication application = RedirectedApplication.at(site, shop, shop)) {
            String address = proxy.url() + "/relock/gateway/%s?client_id=" + application.clientId();
            go(page, address.formatted(UUID.randomUUID()));
            ReturnedForm fresh = desk.only();
            assertThat(fresh.action()).isEqualTo("/new?from=relock");
            assertThat(fresh.claims().path("origin").asText()).isEqualTo(shop.toString());

            String token = PasswordGrant.accessToken(realm, application.clientId(), site.somebody());
            assertThat(page.evaluate(LOGIN, token)).isEqualTo(200);
            go(page, address.formatted(UUID.randomUUID().toString().replace("-", "")));

            ReturnedForm form = desk.only();
            assertThat(form.action()).isEqualTo("/trusted");
            assertThat(form.claims().path("outcome").asText()).isEqualTo("trusted");
            Map<String, String> proof = Map.of(
                    "X-Key-Token", form.fields().get("X-Key-Token"),
                    "X-Key-Signature", form.fields().get("X-Key-Signature"));
            assertThat(page.evaluate(CONFIRM, proof)).isEqualTo(200);
            assertThat(page.evaluate(CONFIRM, proof)).as("again").isEqualTo(401);
        }
    }

    @Test
    void withoutJavaScriptAButtonGoesOnAsANewDevice(Browsers browsers) {
        Page page = browsers.newProfileWithoutJavaScript().page();
        try (RedirectedApplication application = RedirectedApplication.at(site, desk.url(), desk.url())) {
            page.navigate(simple(application));
            page.click("#relock-redirect-new");
            page.click("#relock-return");
            page.waitForSelector("#back");
            assertThat(desk.only().action()).isEqualTo("/new?from=relock");
        }
    }

    @Test
    void everybodyCanUseThePages(Browsers browsers) {
        BrowserProfile browser = browsers.newProfile();
        try (RedirectedApplication application = RedirectedApplication.at(site, desk.url(), desk.url())) {
            URI ask = URI.create(simple(application));
            RedirectPages.inspect(browser, ask, URI.create(realm + "/relock/gateway/nonsense"));
            Languages languages = new Languages(site.realm());
            try (languages) {
                RedirectPages.inspectLanguage(browser, realm, URI.create(simple(application)), "de", "Continue as");
            }
        }
    }
}
