package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The disk is stolen, and the thief knows the password. Before the owner and he have both come back he can sign in, that is
 * the limit of a key in software; as soon as they have, the trust has ended for both.
 */
@KeycloakTest
final class CopiedProfileBrowserIT {
    private final KeycloakDistribution keycloak;
    private final DemoSite site;
    private final Browsers browsers;
    private PostOffice post;
    private Person owner;
    private BrowserProfile laptop;

    CopiedProfileBrowserIT(KeycloakDistribution keycloak, Browsers browsers) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
        this.browsers = browsers;
    }

    @BeforeEach
    void somebodyOwnsALaptop() {
        post = PostOffice.of(site);
        owner = site.somebody();
        laptop = browsers.newProfileOnDisk();
        SignIn.toOwn(site, laptop, owner);
    }

    @AfterEach
    void close() {
        post.close();
        site.close();
    }

    @Test
    void theThiefWhoComesAfterTheOwnerIsNotTrustedAndEndsTheTrust() {
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        SignIn atHome = SignIn.begin(site, laptop, owner).givePassword();
        atHome.expectSignedIn();

        SignIn stolen = SignIn.begin(site, copy, owner).givePassword();

        assertThat(stolen.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        expectTheEndOfTheTrust();
        atHome.signOut(site);
        expectOneTimePassword(laptop);
    }

    @Test
    void theThiefWhoComesBeforeTheOwnerLosesTrustAndSessionWhenTheOwnerComes() {
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        SignIn stolen = SignIn.begin(site, copy, owner).givePassword();
        stolen.expectSignedIn();
        assertThat(Account.of(site, owner).sessions()).hasSize(1);

        SignIn atHome = SignIn.begin(site, laptop, owner).givePassword();

        assertThat(atHome.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        expectTheEndOfTheTrust();
        stolen.signOut(site);
        expectOneTimePassword(copy);
    }

    @Test
    void twoLoginsSideBySideEndTheTrustForBoth() {
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        SignIn atHome = SignIn.begin(site, laptop, owner);
        assertThat(atHome.screen()).isEqualTo(Screen.PASSWORD);
        proven(laptop);
        SignIn stolen = SignIn.begin(site, copy, owner);
        assertThat(stolen.screen()).isEqualTo(Screen.PASSWORD);
        proven(copy);

        assertThat(atHome.givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(stolen.givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        expectTheEndOfTheTrust();
    }

    /** The successor key lies in the copy, so both get through with it, once. */
    @Test
    void aCopyThatHoldsTheKeyOfTheNextStepIsFoundOutByTheStepThereafter() {
        loseTheAnswerToAnExchange();
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        signInAndOut(laptop);
        signInAndOut(copy);
        assertThat(Account.of(site, owner).suspensions()).isEmpty();

        signInAndOut(laptop);

        expectOneTimePassword(copy);
        expectTheEndOfTheTrust();
        expectOneTimePassword(laptop);
    }

    @Test
    void anotherCopyKeptForLaterIsNotTrustedEvenAfterKeycloakHasForgottenAllButItsDatabase() {
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        Path keptForLater = browsers.copyOf(laptop);
        signInAndOut(laptop);
        expectOneTimePassword(copy);
        expectTheEndOfTheTrust();

        keycloak.restart();

        expectOneTimePassword(browsers.profileIn(keptForLater));
        expectOneTimePassword(copy);
        expectOneTimePassword(laptop);
        assertThat(Account.of(site, owner).devices())
                .singleElement()
                .satisfies(
                        device -> assertThat(device.path("suspended").asText()).isEqualTo("collision"));
    }

    @Test
    void theOwnerMayTrustTheBrowserAgainAfterTheSecondFactorAndTheThiefGainsNothingByIt() {
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        signInAndOut(laptop);
        expectOneTimePassword(copy);

        SignIn again = SignIn.begin(site, laptop, owner)
                .givePassword()
                .giveOneTimePassword()
                .trustThisBrowser()
                .acknowledgeNotice();
        again.signOut(site);

        signInAndOut(laptop);
        expectOneTimePassword(copy);
    }

    /** The thief, who has not passed the second factor, sees nothing of it: see the tests above. */
    @Test
    void theOwnerIsToldAtTheNextSignInOnWhateverBrowserAndOnce() {
        BrowserProfile copy = browsers.profileIn(browsers.copyOf(laptop));
        signInAndOut(laptop);
        expectOneTimePassword(copy);
        BrowserProfile library = browsers.newProfile();

        SignIn first = SignIn.begin(site, library, owner)
                .givePassword()
                .giveOneTimePassword()
                .declineToTrust();

        assertThat(first.screen()).isEqualTo(Screen.NOTICE);
        assertThat(library.page().locator("#relock-notice-form li").allTextContents())
                .containsExactly(Account.of(site, owner).deviceLabels().get(0));
        first.acknowledgeNotice().signOut(site);
        SignIn.begin(site, library, owner)
                .givePassword()
                .giveOneTimePassword()
                .declineToTrust()
                .expectSignedIn();
    }

    private void signInAndOut(BrowserProfile browser) {
        SignIn signIn = SignIn.begin(site, browser, owner).givePassword();
        signIn.expectSignedIn();
        signIn.signOut(site);
    }

    private void expectOneTimePassword(BrowserProfile browser) {
        assertThat(SignIn.begin(site, browser, owner).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    /** Credential, sessions, event and mail. */
    private void expectTheEndOfTheTrust() {
        Account account = Account.of(site, owner);
        assertThat(account.devices())
                .singleElement()
                .satisfies(
                        device -> assertThat(device.path("suspended").asText()).isEqualTo("collision"));
        assertThat(account.sessions()).as("sessions without a second factor").isEmpty();
        assertThat(account.suspensions())
                .singleElement()
                .satisfies(details -> assertThat(details)
                        .containsAllEntriesOf(
                                Map.of("relock_reason", "collision", "credential_type", "relock-device")));
        String address = owner.name() + "@example.org";
        await("the mail to the owner")
                .untilAsserted(
                        () -> assertThat(post.subjectsTo(address)).containsOnlyOnce("A browser is no longer trusted"));
        assertThat(post.lettersTo(address, "A browser is no longer trusted"))
                .singleElement()
                .satisfies(letter -> assertThat(List.of(letter.text(), letter.html()))
                        .allSatisfy(form -> assertThat(form).contains("turned up twice")));
    }

    private static void proven(BrowserProfile browser) {
        Agent.ready(browser.page());
    }

    private void loseTheAnswerToAnExchange() {
        laptop.context().route("**/relock/exchange", route -> {
            route.fetch();
            route.abort();
        });
        assertThat(SignIn.begin(site, laptop, owner).screen()).isEqualTo(Screen.PASSWORD);
        proven(laptop);
    }
}
