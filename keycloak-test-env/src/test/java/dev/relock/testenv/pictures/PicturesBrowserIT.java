package dev.relock.testenv.pictures;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.relock.testenv.attack.PostOffice;
import dev.relock.testenv.attack.PostOffice.Letter;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.mail.RemovalLink;
import dev.relock.testenv.pages.RealmSetup;
import dev.relock.testenv.signin.AccountConsole;
import dev.relock.testenv.signin.ManagedDevices;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the documentation shows is what people see. To take its pictures anew, from the root of the repository:
 * {@code ./mvnw verify -Dit.test=PicturesBrowserIT -Drelock.pictures=docs/images}.
 */
@KeycloakTest
final class PicturesBrowserIT {
    private static final String DEVICE_FIRST = "relock browser, device first";

    private final Album album = new Album();
    private final KeycloakDistribution keycloak;
    private final DemoSite site;

    PicturesBrowserIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
    }

    @AfterEach
    void closeSite() {
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @Test
    void theAdministratorSeesTheFlowAndItsSettings(Browsers browsers) {
        AdminConsole console =
                AdminConsole.open(keycloak, browsers.newProfile()).openFlow("relock browser");

        assertThat(console.heading()).hasText("relock browser");
        assertThat(console.steps()).containsText(new String[] {
            "Cookie",
            "relock browser forms",
            "Username Password Form",
            "Relock device",
            "relock MFA",
            "Condition - Relock device",
            "OTP Form",
            "Relock trust this device"
        });
        album.take("admin-flow", console.content(), console.flow(), 24);

        Locator settings = console.openSettings("Condition - Relock device");
        assertThat(settings).containsText("Skip when the browser is");
        assertThat(settings).containsText("trusted");
        album.take("admin-condition", settings, 0);
    }

    @Test
    void theAdministratorSeesThePolicy(Browsers browsers) {
        AdminConsole console =
                AdminConsole.open(keycloak, browsers.newProfile()).openFlow("relock browser");

        console.openPolicy();

        assertThat(console.field("trustLifetime")).hasValue("2592000");
        album.take("admin-policy", console.content(), console.field("deviceCap"), 24);
    }

    @Test
    void aPersonHearsWhatHappensToBrowsers(Browsers browsers) {
        try (PostOffice post = PostOffice.of(site);
                RealmSetup setup = new RealmSetup(site)) {
            setup.registerNotice();
            site.bindBrowserFlow(DEVICE_FIRST);
            Person person = setup.somebodyWithACopiedBrowser();
            BrowserProfile laptop = laptop(browsers);
            Page page = laptop.page();
            SignIn robin = SignIn.begin(site, laptop, person)
                    .givePassword()
                    .giveOneTimePassword()
                    .trustThisBrowser();
            assertThat(robin.screen()).isEqualTo(Screen.NOTICE);
            album.take("notice", page);
            robin.acknowledgeNotice().expectSignedIn();

            Letter letter = post.await(person.name() + "@example.org", "A new browser is trusted");
            page.setContent(letter.html());
            page.setViewportSize(640, 360);
            album.take("mail-trusted", page);

            page.setViewportSize(800, 640);
            page.navigate(RemovalLink.in(letter).address().toString());
            page.waitForSelector("#relock-removal-form");
            album.take("removal", page);

            setup.denyUntrusted();
            BrowserProfile library = laptop(browsers);
            library.page().navigate(site.client().url().toString());
            library.page().click("#sign-in");
            library.page().waitForSelector("#relock-denied");
            album.take("denied", library.page());
        }
    }

    @Test
    void aPersonSeesTheWayToATrustedBrowser(Browsers browsers) {
        BrowserProfile laptop = laptop(browsers);
        Page page = laptop.page();
        Person person = site.somebody("robin");
        SignIn robin = SignIn.begin(site, laptop, person);
        assertThat(robin.screen()).isEqualTo(Screen.PASSWORD);
        assertThat(page.locator("#kc-page-title")).hasText("Sign in to your account");
        album.take("login", page);

        robin.givePassword();
        assertThat(robin.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        album.take("one-time-password", page);

        robin.giveOneTimePassword();
        assertThat(robin.screen()).isEqualTo(Screen.TRUST_THIS_BROWSER);
        assertThat(page.locator("#kc-page-title")).hasText("Trust this browser for 30 days?");
        takeInManyWays(page);

        robin.trustThisBrowser().signOut(site);
        SignIn.begin(site, laptop, person).givePassword().expectSignedIn();
        album.take("signed-in", page.locator("main"), page.locator("#sign-in-claims"), 24);

        // Tall enough for all ways to sign in: the console scrolls inside the window.
        page.setViewportSize(1280, 1200);
        AccountConsole account = AccountConsole.open(site, laptop);
        Locator ways = page.locator("section:has(> #two-factor-categ-title)");
        assertThat(ways).containsText("Trusted browsers");
        assertThat(ways).containsText("Chrome on Linux");
        album.take("account", ways, 24);

        // Not before: on a small screen the link is in a menu.
        account.manage("relock-device");
        page.setViewportSize(800, 640);
        assertThat(ManagedDevices.on(laptop).here()).containsText("This browser");
        album.take("devices", page);
    }

    private void takeInManyWays(Page page) {
        album.take("trust", page);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(page.locator(":root.pf-v5-theme-dark")).hasCount(1);
        album.take("trust-dark", page);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(390, 700);
        assertThat(page.locator("#relock-trust")).isInViewport();
        assertThat(page.locator("#relock-decline")).isInViewport();
        album.take("trust-phone", page);
        page.setViewportSize(800, 640);
    }

    @Test
    void whereTheDeviceComesFirstAPageSubmitsItself(Browsers browsers) {
        site.bindBrowserFlow(DEVICE_FIRST);
        BrowserProfile laptop = laptop(browsers);
        Page page = laptop.page();
        AtomicReference<Route> submission = new AtomicReference<>();
        // Holds the page's answer back: it would be gone before anybody has looked at it.
        page.route(url -> url.contains("/login-actions/authenticate"), submission::set);
        page.navigate(site.client().url().toString());
        page.click("#sign-in");
        page.waitForSelector("#relock-device-form");
        assertThat(page.locator("#relock-device-form [role=status]")).hasText("Checking this browser …");
        album.take("device-first", page);

        page.waitForCondition(() -> submission.get() != null);
        submission.get().resume();
        page.waitForSelector("#kc-form-login");
    }

    /** A small window, and the name of the browser that people know. */
    private static BrowserProfile laptop(Browsers browsers) {
        BrowserProfile laptop = browsers.newProfile();
        Object agent = laptop.page().evaluate("navigator.userAgent");
        laptop.context()
                .setExtraHTTPHeaders(Map.of("User-Agent", agent.toString().replace("Headless", "")));
        laptop.page().setViewportSize(800, 640);
        return laptop;
    }
}
