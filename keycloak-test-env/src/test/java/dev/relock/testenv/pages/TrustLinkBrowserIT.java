package dev.relock.testenv.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.relock.testenv.attack.PostOffice;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.RealmAttributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mailed link of {@code relock.bindAfter}, in real browsers. */
@KeycloakTest
final class TrustLinkBrowserIT {
    private static final String SUBJECT = "Do you want to trust this browser?";

    private final DemoSite site;
    private final RealmAttributes attributes;
    private PostOffice post;
    private Person person;

    TrustLinkBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        attributes = new RealmAttributes(site.realm());
    }

    @BeforeEach
    void wantTheLink() {
        attributes.set("relock.bindAfter", "link");
        post = PostOffice.of(site);
        person = site.somebody();
    }

    @AfterEach
    void asItWas() {
        post.close();
        attributes.close();
        site.close();
    }

    @Test
    void theLinkBindsInTheBrowserThatAskedAndInNoOther(Browsers browsers) {
        BrowserProfile laptop = browsers.newProfile();
        SignIn signIn = SignIn.begin(site, laptop, person).givePassword().giveOneTimePassword();
        signIn.screen();
        assertThat(laptop.page().locator("#relock-bind-link")).containsText("mail with a link");
        signIn.trustThisBrowser().signOut(site);
        String address = person.name() + "@example.org";
        await("the mail").until(() -> post.subjectsTo(address).contains(SUBJECT));
        String link = post.linkTo(address, SUBJECT).toString();

        BrowserProfile other = browsers.newProfile();
        Inspection elsewhere = Inspection.of(other.context(), "keycloak.v2");
        Page phone = other.page();
        phone.navigate(link);
        assertThat(phone.locator("#kc-page-title")).hasText("Please open the link in the other browser");
        elsewhere.check(phone, "trust-link-elsewhere");
        elsewhere.expectNothingFound();
        assertThat(site.credentialsOf(person)).doesNotContain("relock-device");

        Inspection here = Inspection.of(laptop.context(), "keycloak.v2");
        Page page = laptop.page();
        page.navigate(link);
        page.waitForSelector("#relock-trust");
        here.check(page, "trust-link");
        page.click("#relock-trust");
        assertThat(page.locator("#kc-page-title")).hasText("This browser is trusted now");
        here.check(page, "trust-link-done");
        assertThat(page.url()).doesNotContain("token");

        assertThat(site.credentialsOf(person)).contains("relock-device");
        page.navigate(link);
        page.waitForSelector("#relock-trust-void");
        here.check(page, "trust-link-void");
        here.expectNothingFound();
        SignIn.begin(site, laptop, person).givePassword().expectSignedIn();
    }
}
