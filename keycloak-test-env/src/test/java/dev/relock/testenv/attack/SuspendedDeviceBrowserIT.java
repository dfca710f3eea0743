package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.AccountConsole;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The owner of a browser that has collided finds out why he is asked for the second factor again. */
@KeycloakTest
final class SuspendedDeviceBrowserIT {
    private final DemoSite site;

    SuspendedDeviceBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void theAccountConsoleSaysWhyABrowserIsNoLongerTrusted(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
        Account account = Account.of(site, owner);
        account.restoreDevices(account.devices().stream()
                .map(SuspendedDeviceBrowserIT::suspended)
                .toList());

        SignIn again = SignIn.begin(site, laptop, owner).givePassword();
        assertThat(again.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        again.giveOneTimePassword().expectSignedIn();

        AccountConsole.open(site, laptop);
        PlaywrightAssertions.assertThat(laptop.page().locator("[data-testid='relock-device/credential-list']"))
                .containsText("No longer trusted");
        PlaywrightAssertions.assertThat(laptop.page().locator("[data-testid='relock-device/credential-list']"))
                .containsText("turned up twice");
    }

    @ParameterizedTest
    @CsvSource({"en, turned up twice", "de, zweimal aufgetaucht"})
    void theAccountConsoleHasTheWordsForIt(String locale, String words) throws IOException, InterruptedException {
        URI messages = site.keycloak().url().resolve("/resources/" + DemoRealm.NAME + "/account/" + locale);

        String texts = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(messages).build(), BodyHandlers.ofString())
                .body();

        assertThat(texts).contains("relockDeviceSuspendedTitle").contains(words);
    }

    /** Its owner has seen the notice, which a realm has only after its first collision. */
    private static JsonNode suspended(JsonNode device) {
        return ((ObjectNode) device.deepCopy()).put("suspended", "collision").put("told", true);
    }
}
