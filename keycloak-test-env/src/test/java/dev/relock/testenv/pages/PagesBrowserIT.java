package dev.relock.testenv.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.relock.testenv.attack.PostOffice;
import dev.relock.testenv.attack.PostOffice.Letter;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.mail.RemovalLink;
import dev.relock.testenv.signin.ManagedDevices;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.RealmAttributes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page of ours, in the themes of Keycloak and in languages: what people see, and that everybody can use it. */
@KeycloakTest
final class PagesBrowserIT {
    private static final String HOLD_DEVICE_PAGE = """
            const submit = HTMLFormElement.prototype.requestSubmit;
            HTMLFormElement.prototype.requestSubmit = function (button) {
              const go = () => submit.call(this, button);
              if (this.id === 'relock-device-form') window.relockSubmit = go;
              else go();
            };""";

    private final DemoSite site;
    private Browsers browsers;
    private final RealmSetup setup;
    private PostOffice post;

    PagesBrowserIT(KeycloakDistribution keycloak) {
        this.site = new DemoSite(keycloak);
        this.setup = new RealmSetup(site);
    }

    @BeforeEach
    void proveTheDeviceFirst(Browsers given) {
        browsers = given;
        post = PostOffice.of(site);
        site.bindBrowserFlow("relock browser, device first");
        setup.registerNotice();
    }

    @AfterEach
    void restore() {
        post.close();
        setup.close();
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relock", "keycloak.v2", "keycloak", "base"})
    void everybodyCanUseThemInTheTheme(String theme) {
        setup.realm(realm -> realm.setLoginTheme(theme));
        Person person = setup.somebodyWithACopiedBrowser();
        BrowserProfile browser = browsers.newProfile();
        Page page = browser.page();
        Inspection inspection = Inspection.of(browser.context(), theme);

        holdingBackTheAnswer(page, () -> inspection.check(page, "device"));
        SignIn signIn = SignIn.at(browser, person).givePassword().giveOneTimePassword();
        assertThat(signIn.screen()).isEqualTo(Screen.TRUST_THIS_BROWSER);
        assertThat(page.locator("h1").last().textContent()).contains("Trust this browser for 30 days?");
        inspection.check(page, "trust");
        pressByKeyboard(page, "relock-trust");
        assertThat(signIn.screen()).isEqualTo(Screen.NOTICE);
        inspection.check(page, "notice");
        signIn.acknowledgeNotice().expectSignedIn();

        page.navigate(RemovalLink.in(post.await(address(person), "A new browser is trusted"))
                .address()
                .toString());
        inspection.check(page, "removal");
        String link = page.url();
        pressByKeyboard(page, "relock-remove");
        page.waitForSelector("#relock-removed");
        inspection.check(page, "removed");
        page.navigate(link);
        page.waitForSelector("#relock-removal-void");
        inspection.check(page, "removal-void");

        setup.denyUntrusted();
        browser.context().clearCookies();
        page.navigate(site.client().url().toString());
        page.click("#sign-in");
        letGo(page);
        page.waitForSelector("#relock-denied");
        inspection.check(page, "denied");
        inspection.expectNothingFound();
    }

    /** Those that only owners see, under a strict policy, in themes that know nothing of us. */
    @ParameterizedTest
    @ValueSource(strings = {"keycloak.v2", "base"})
    void ownersCanUseTheirsInTheTheme(String theme) {
        setup.realm(realm -> realm.setLoginTheme(theme));
        setup.strictContentSecurityPolicy();
        Person person = site.somebody();
        BrowserProfile browser = browsers.newProfile();
        Page page = browser.page();
        Inspection inspection = Inspection.of(browser.context(), theme);
        SignIn.toOwn(site, browser, person);
        try (RealmAttributes attributes = new RealmAttributes(site.realm())) {
            attributes.set("relock.rememberMe", "3600");
            site.bindBrowserFlow(FlowDraft.in(site)
                    .execution("relock-device", "REQUIRED")
                    .subFlow(
                            "REQUIRED",
                            ways -> ways.execution("relock-remember-me", "ALTERNATIVE")
                                    .execution("auth-username-password-form", "ALTERNATIVE"))
                    .secondFactor()
                    .alias());

            SignIn signIn = SignIn.begin(site, browser, person);
            assertThat(signIn.screen()).isEqualTo(Screen.REMEMBERED);
            inspection.check(page, "remembered");
            pressByKeyboard(page, "relock-remembered-continue");
            signIn.expectSignedIn();

            page.navigate(site.keycloak().realm(DemoRealm.NAME)
                    + "/protocol/openid-connect/auth?client_id=demo-web&response_type=code&scope=openid"
                    + "&kc_action=relock-devices&code_challenge_method=S256&code_challenge=" + "x".repeat(43)
                    + "&redirect_uri=http://localhost/");
            SignIn.at(browser, person).givePassword();
            ManagedDevices devices = ManagedDevices.on(browser);
            inspection.check(page, "devices");
            devices.nameThisBrowser("Kitchen").expectMessage("The name has been saved.");
            inspection.check(page, "devices-saved");
        }
        inspection.expectNothingFound();
    }

    @Test
    void aSignInWorksUnderAStrictContentSecurityPolicy() {
        setup.strictContentSecurityPolicy();
        Person person = site.somebody();
        BrowserProfile laptop = browsers.newProfile();

        SignIn.toOwn(site, laptop, person);

        SignIn.begin(site, laptop, person).givePassword().expectSignedIn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es", "it", "pt-BR", "ja", "pl"})
    void nobodySeesARawKeyInTheLanguage(String language) {
        setup.realm(realm -> {
            realm.setInternationalizationEnabled(true);
            realm.setSupportedLocales(Set.of("en", language));
            realm.setDefaultLocale("en");
        });
        Person person = setup.somebodyWithACopiedBrowser();
        BrowserProfile browser = browsers.newProfile();
        // What Keycloak's language menu leaves behind.
        browser.context()
                .addCookies(List.of(new Cookie("KEYCLOAK_LOCALE", language)
                        .setUrl(site.keycloak().realm(DemoRealm.NAME).toString())));
        Page page = browser.page();

        SignIn signIn = SignIn.begin(site, browser, person).givePassword().giveOneTimePassword();
        assertIsIn(language, page, "#relock-bind-form", "Trust this browser");
        Screen trust = signIn.screen();
        assertThat(trust).isEqualTo(Screen.TRUST_THIS_BROWSER);
        signIn.trustThisBrowser();
        assertThat(signIn.screen()).isEqualTo(Screen.NOTICE);
        assertIsIn(language, page, "#relock-notice-form", "turned up twice");
        signIn.acknowledgeNotice().expectSignedIn();

        List<Letter> letters = letters(person);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.text() + letter.html() + letter.subject())
                    .doesNotContainPattern("relock(Mail|[A-Z])\\w+")
                    .doesNotContain("your password", "browser is trusted");
        });
        page.navigate(RemovalLink.in(letters.get(0)).address().toString());
        assertIsIn(language, page, "#relock-removal-form", "Remove the browser");
    }

    private static void assertIsIn(String language, Page page, String part, String english) {
        page.waitForSelector(part);
        assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
        assertThat(page.textContent(part)).doesNotContain(english);
        Inspection.assertNoRawKey(page);
    }

    /** The page that submits itself is gone before anybody has looked at it, unless that waits. */
    private void holdingBackTheAnswer(Page page, Runnable look) {
        page.addInitScript(HOLD_DEVICE_PAGE);
        page.navigate(site.client().url().toString());
        page.click("#sign-in");
        page.waitForSelector("#relock-device-form");
        page.waitForFunction("() => Boolean(window.relockSubmit)");
        look.run();
        letGo(page);
        page.waitForSelector("#kc-form-login");
    }

    private static void letGo(Page page) {
        page.waitForFunction("() => Boolean(window.relockSubmit)");
        page.evaluate("() => window.relockSubmit()");
    }

    /** As people do who have no mouse: along the page to the button, and Enter. */
    private static void pressByKeyboard(Page page, String button) {
        for (int steps = 0; steps < 10; steps++) {
            page.keyboard().press("Tab");
            if (button.equals(page.evaluate("document.activeElement.id"))) {
                page.evaluate("document.documentElement.dataset.left = ''");
                page.keyboard().press("Enter");
                return;
            }
        }
        throw new AssertionError("The keyboard does not get to " + button);
    }

    private List<Letter> letters(Person person) {
        await("the mail").until(() -> !post.subjectsTo(address(person)).isEmpty());
        return post.subjectsTo(address(person)).stream()
                .flatMap(subject -> post.lettersTo(address(person), subject).stream())
                .toList();
    }

    private static String address(Person person) {
        return person.name() + "@example.org";
    }
}
