package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner of a browser falls for a site that shows the real login page under its own name. */
@KeycloakTest
final class PhishingBrowserIT {
    private final DemoSite site;
    private PhishingSite phisher;

    PhishingBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void startPhisher(@TempDir Path directory) {
        phisher = PhishingSite.before(site.keycloak().url(), directory);
    }

    @AfterEach
    void close() {
        phisher.close();
        site.close();
    }

    @Test
    void thePhisherGetsNeitherTrustNorAnythingOfTheOwnersKeyAndTheOwnerStaysTrusted(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
        String session = laptop.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("X-Key-Session"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
        String device =
                Account.of(site, owner).devices().get(0).path("deviceId").asText();

        SignIn phished = SignIn.at(laptop, owner);
        laptop.page().navigate(phishingLink(laptop.page()));
        phished.givePassword();

        assertThat(phished.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(laptop.page().url()).startsWith(phisher.url().toString());
        phished.giveOneTimePassword().expectSignedIn();
        assertThat(Account.of(site, owner).devices()).hasSize(1);
        assertThat(phisher.loot())
                .contains(owner.password(), "/relock/exchange")
                .doesNotContain(device, session, "__Secure-RELOCK");
        phished.signOut(site);
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
        assertThat(Account.of(site, owner).suspensions()).isEmpty();
    }

    /** What the demo client would send its user to, at the phisher's name. */
    private String phishingLink(Page page) {
        APIResponse begun = page.context()
                .request()
                .get(
                        site.client().url().resolve("/sign-in").toString(),
                        RequestOptions.create().setMaxRedirects(0));
        return begun.headers()
                .get("location")
                .replaceFirst(site.keycloak().url().toString(), phisher.url().toString());
    }
}
