package dev.relock.testenv.mail;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.relock.testenv.attack.PostOffice;
import dev.relock.testenv.attack.PostOffice.Letter;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.RealmAttributes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

/** Owners hear of a newly trusted browser, and take the trust back with the link of the mail alone. */
@KeycloakTest
final class OwnerMailBrowserIT {
    private static final String TRUSTED = "A new browser is trusted";
    private static final int OK = 200;
    private static final int GONE = 410;

    private final KeycloakDistribution keycloak;
    private final DemoSite site;
    private Browsers browsers;
    private PostOffice post;
    private Person owner;
    private BrowserProfile laptop;

    OwnerMailBrowserIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
    }

    @BeforeEach
    void somebodyHasALaptop(Browsers given) {
        browsers = given;
        post = PostOffice.of(site);
        owner = site.somebody();
        laptop = browsers.newProfile();
    }

    @AfterEach
    void close() {
        post.close();
        site.close();
    }

    @Test
    void theLinkRemovesTheBrowserWithoutSigningInAndEndsWhatIsSignedInThere() {
        SignIn signedIn = trust(laptop);
        Letter letter = letter();
        assertThat(letter.text()).contains("relock-demo").contains("UTC").contains(" on Linux");
        assertThat(letter.html()).contains(" on Linux").doesNotContain("<script", "http-equiv");
        assertThat(letter.html().split("href=", -1))
                .as("the pieces around its one link")
                .hasSize(2);

        Page phone = browsers.newProfile().page();
        phone.navigate(RemovalLink.in(letter).address().toString());
        assertThat(phone.locator("#kc-page-title")).hasText("Remove this browser?");
        phone.click("#relock-remove");

        assertThat(phone.locator("#kc-page-title")).hasText("The browser has been removed");
        assertThat(phone.url()).doesNotContain("token");
        assertThat(site.credentialsOf(owner)).doesNotContain("relock-device");
        signedIn.signOut(site);
        assertThat(SignIn.begin(site, laptop, owner).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aSessionInWhichTheBrowserBecameTrustedEndsWithIt() {
        trust(laptop);
        assertThat(sessions()).isEqualTo(1);

        assertThat(RemovalLink.in(letter()).press().statusCode()).isEqualTo(OK);

        assertThat(sessions()).isZero();
    }

    @Test
    void aMailScannerThatOpensTheLinkRemovesNothing() {
        trust(laptop);
        RemovalLink link = RemovalLink.in(letter());

        assertThat(link.open().statusCode()).isEqualTo(OK);
        assertThat(link.open().statusCode()).isEqualTo(OK);

        assertThat(site.credentialsOf(owner)).contains("relock-device");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aLinkThatWasUsedDoesNothingMoreNotEvenToTheSameBrowserTrustedAgain() {
        trust(laptop).signOut(site);
        RemovalLink link = RemovalLink.in(letter());
        assertThat(link.press().statusCode()).isEqualTo(OK);
        SignIn.toOwn(site, laptop, owner);

        assertThat(link.open().statusCode()).isEqualTo(GONE);
        assertThat(link.press().statusCode()).isEqualTo(GONE);

        assertThat(site.credentialsOf(owner)).contains("relock-device");
    }

    @Test
    void aForgedKeyRemovesNothingAndIsToldNothing() {
        trust(laptop);
        RemovalLink link = RemovalLink.in(letter());
        String[] parts = link.key().split("\\.", -1);
        String unsigned = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String otherRealm = link.address().toString().replace("/realms/relock-demo/", "/realms/master/");
        List<RemovalLink> forged = List.of(
                link.with(parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse()),
                link.with(parts[0] + "." + parts[1] + "."),
                link.with(unsigned + "." + parts[1] + "."),
                link.with(""),
                link.with("x".repeat(5000)),
                new RemovalLink(URI.create(otherRealm)));

        assertThat(forged).allSatisfy(key -> {
            assertThat(key.open().statusCode()).isEqualTo(GONE);
            assertThat(key.open().body()).doesNotContain(owner.name(), " on Linux");
            assertThat(key.press().statusCode()).isEqualTo(GONE);
        });

        assertThat(site.credentialsOf(owner)).contains("relock-device");
    }

    @Test
    void aRealmMaySwitchTheMailOff() {
        try (RealmAttributes attributes = new RealmAttributes(site.realm())) {
            attributes.set("relock.mailTrusted", "false");
            trust(laptop).signOut(site);
        }
        trust(browsers.newProfile());

        letter();
    }

    @Test
    void aMailThatCannotBeSentDoesNotHinderTheSignIn() {
        RealmRepresentation realm = site.realm().toRepresentation();
        realm.setSmtpServer(
                Map.of("host", "127.0.0.1", "port", Integer.toString(FreePort.find()), "from", "relock@example.org"));
        site.realm().update(realm);

        trust(laptop).signOut(site);

        assertThat(keycloak.log()).contains("a mail to the owner of a device could not be sent");
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
    }

    private SignIn trust(BrowserProfile browser) {
        SignIn signIn = SignIn.begin(site, browser, owner)
                .givePassword()
                .giveOneTimePassword()
                .trustThisBrowser();
        signIn.expectSignedIn();
        return signIn;
    }

    /** The only one of its kind. */
    private Letter letter() {
        String address = owner.name() + "@example.org";
        await("the mail to the owner")
                .untilAsserted(
                        () -> assertThat(post.lettersTo(address, TRUSTED)).hasSize(1));
        return post.lettersTo(address, TRUSTED).get(0);
    }

    private int sessions() {
        String id =
                site.realm().users().searchByUsername(owner.name(), true).get(0).getId();
        return site.realm().users().get(id).getUserSessions().size();
    }
}
