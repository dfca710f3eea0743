package dev.relock.testenv.signin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Languages;
import dev.relock.testenv.site.Person;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People see, name and remove their trusted browsers without help. */
@KeycloakTest
final class AccountConsoleBrowserIT {
    private final DemoSite site;
    private final Languages languages;

    AccountConsoleBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        languages = new Languages(site.realm());
    }

    @AfterEach
    void closeSite() {
        languages.close();
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"en, Trusted browsers, Last used, Trusted until", "de, Vertraute Browser, Zuletzt benutzt, Vertraut bis"
    })
    void aTrustedBrowserIsSeenAndRemoved(
            String language, String heading, String lastUsed, String trustedUntil, Browsers browsers) {
        Person owner = site.somebody();
        languages.speak(owner, language);
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
        SignIn again = SignIn.begin(site, laptop, owner).givePassword();
        again.expectSignedIn();

        AccountConsole console = AccountConsole.open(site, laptop);

        assertThat(laptop.page().locator("[data-testid='relock-device/title']")).hasText(heading);
        Locator row = laptop.page().locator("[data-testid='relock-device/credential-list']");
        assertThat(row.locator("[data-testrole=label]")).containsText(" on Linux");
        assertThat(row.locator("[data-testrole=created-at]")).isVisible();
        assertThat(row).containsText(lastUsed);
        assertThat(row).containsText(trustedUntil);
        assertThat(row).containsText(Pattern.compile(inDays(29, language) + "|" + inDays(30, language)));

        console.delete("relock-device");
        again.signOut(site);
        assertThat(SignIn.begin(site, laptop, owner).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "en, Your trusted browsers, This browser, The name has been saved.",
        "de, Ihre vertrauten Browser, Dieser Browser, Der Name ist gespeichert."
    })
    void fromTheConsoleAPersonNamesTheBrowserAndRemovesAllOthers(
            String language, String title, String here, String saved, Browsers browsers) {
        Person owner = site.somebody();
        languages.speak(owner, language);
        BrowserProfile phone = browsers.newProfile();
        SignIn.toOwn(site, phone, owner);
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
        AccountConsole.open(site, laptop).manage("relock-device");

        ManagedDevices devices = ManagedDevices.on(laptop);
        assertThat(devices.title()).hasText(title);
        assertThat(devices.names()).hasCount(2);
        assertThat(devices.here()).containsText(here);
        devices.nameThisBrowser("Küche").expectMessage(saved);
        devices.removeOthers();
        assertThat(devices.names()).hasCount(1);
        assertThat(devices.names()).hasValue("Küche");
        devices.finish();

        assertThat(laptop.page().locator("[data-testid='relock-device/credential-list'] [data-testrole=label]"))
                .hasText("Küche");
        laptop.page().navigate(site.client().url().toString());
        SignIn.at(laptop, owner).signOut(site);
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
        assertThat(SignIn.begin(site, phone, owner).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void twoBrowsersOfOneKindHaveTwoNames(Browsers browsers) {
        Person owner = site.somebody();
        SignIn.toOwn(site, browsers.newProfile(), owner);
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
        AccountConsole.open(site, laptop);

        Locator labels = laptop.page().locator("[data-testid='relock-device/credential-list'] [data-testrole=label]");
        assertThat(labels).hasCount(2);
        assertThat(labels.allTextContents()).doesNotHaveDuplicates();
    }

    /** Keycloak's own rule for credentials: how long ago the password may have been given. */
    @Test
    void whoSignedInTooLongAgoGivesThePasswordAgainFirst(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
        AccountConsole console = AccountConsole.open(site, laptop);
        MaxAuthAge nothing = MaxAuthAge.ofNothing(site.realm(), "relock-devices");
        try {
            console.manage("relock-device");

            assertThat(SignIn.at(laptop, owner).screen()).isEqualTo(Screen.PASSWORD);
        } finally {
            nothing.close();
        }
    }

    /** By an application's link, on a browser that nobody trusts. */
    @Test
    void anUnknownBrowserMayRemoveThemAll(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile lost = browsers.newProfile();
        SignIn.toOwn(site, lost, owner);
        BrowserProfile library = browsers.newProfile();
        library.page()
                .navigate(site.keycloak().realm(DemoRealm.NAME) + "/protocol/openid-connect/auth?client_id=demo-web"
                        + "&response_type=code&scope=openid&kc_action=relock-devices&code_challenge_method=S256&code_challenge="
                        + "x".repeat(43) + "&redirect_uri=http://localhost/");
        SignIn.at(library, owner).givePassword().giveOneTimePassword().declineToTrust();

        ManagedDevices devices = ManagedDevices.on(library);
        assertThat(devices.here()).hasCount(0);
        devices.removeOthers().expectMessage("have been removed");

        assertThat(devices.names()).hasCount(0);
        assertThat(site.credentialsOf(owner)).doesNotContain("relock-device");
    }

    /** Both days, for midnight may pass in the middle of a test. */
    private static String inDays(int days, String language) {
        return LocalDate.now(ZoneOffset.UTC)
                .plusDays(days)
                .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(Locale.forLanguageTag(language)))
                .replace(".", "\\.");
    }
}
