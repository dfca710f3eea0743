package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

/** The shipped flows that reset a password: somebody else's mailbox is not enough to take an account over. */
@KeycloakTest
final class ResetByMailBrowserIT {
    private static final String TRUSTED_ONLY = "relock reset credentials";
    private static final String SECOND_FACTOR = "relock reset credentials, second factor";

    /** The subject of Keycloak's mail; that a browser is trusted now is told in another. */
    private static final String RESET = "Reset password";

    private final DemoSite site;
    private PostOffice mails;
    private Person owner;
    private String address;
    private BrowserProfile laptop;

    ResetByMailBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void somebodyOwnsALaptop(Browsers browsers) {
        mails = PostOffice.of(site);
        owner = site.somebody();
        address = owner.name() + "@example.org";
        laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
    }

    @AfterEach
    void noMoreResets() {
        resetBy("reset credentials", false);
        mails.close();
        site.close();
    }

    @Test
    void theOwnerResetsThePasswordInATrustedBrowser() {
        resetBy(TRUSTED_ONLY, true);
        assertThat(ask(laptop, owner.name()).screen()).isEqualTo(Screen.PASSWORD);

        laptop.page().navigate(mails.linkTo(address, RESET).toString());

        SignIn.at(laptop, owner).chooseNewPassword();
        assertThat(SignIn.at(laptop, owner).screen()).isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void aStrangerSeesTheSamePageWhetherOrNotThereIsSuchAnAccountAndNoMailIsSent(Browsers browsers) {
        resetBy(TRUSTED_ONLY, true);
        Person attacker = site.somebody();
        BrowserProfile own = browsers.newProfile();
        SignIn.toOwn(site, own, attacker);

        for (BrowserProfile stranger : new BrowserProfile[] {browsers.newProfile(), own}) {
            String forAnAccount = deniedText(stranger, owner.name());
            String forNone = deniedText(stranger, owner.name().replace('a', 'x'));

            assertThat(forAnAccount.replace(owner.name(), ""))
                    .isEqualTo(forNone.replace(owner.name().replace('a', 'x'), ""));
        }
        assertThat(mails.subjectsTo(address)).doesNotContain(RESET);
    }

    @Test
    void theMailedLinkIsOfNoUseInAnotherBrowser(Browsers browsers) {
        resetBy(TRUSTED_ONLY, true);
        ask(laptop, owner.name());
        BrowserProfile thief = browsers.newProfile();

        thief.page().navigate(mails.linkTo(address, RESET).toString());

        assertThat(SignIn.at(thief, owner).screen()).isEqualTo(Screen.DENIED);
    }

    @Test
    void whereAnyBrowserMayResetTheSecondFactorIsAskedElsewhere(Browsers browsers) {
        resetBy(SECOND_FACTOR, true);
        BrowserProfile thief = browsers.newProfile();
        ask(thief, owner.name());

        thief.page().navigate(mails.linkTo(address, RESET).toString());

        SignIn stolen = SignIn.at(thief, owner);
        assertThat(stolen.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        stolen.giveOneTimePassword();
        assertThat(stolen.screen()).isEqualTo(Screen.NEW_PASSWORD);
    }

    @Test
    void aResetEndsTheTrustInTheUsersBrowsers() {
        resetBy(SECOND_FACTOR, true);
        ask(laptop, owner.name());
        laptop.page().navigate(mails.linkTo(address, RESET).toString());
        SignIn.at(laptop, owner).chooseNewPassword();
        SignIn.at(laptop, owner).signOut(site);

        SignIn again = SignIn.begin(site, laptop, owner).givePassword();

        assertThat(again.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    private String deniedText(BrowserProfile browser, String userName) {
        SignIn asked = ask(browser, userName);
        assertThat(asked.screen()).isEqualTo(Screen.DENIED);
        assertThat(asked.named()).isEqualTo(userName);
        return browser.page().innerText("body");
    }

    /** "Forgot password?", for whomever. */
    private SignIn ask(BrowserProfile browser, String userName) {
        SignIn.begin(site, browser, owner).screen();
        Page page = browser.page();
        page.click("a[href*='reset-credentials']");
        SignIn signIn = SignIn.at(browser, owner);
        assertThat(signIn.screen()).isEqualTo(Screen.RESET_CREDENTIALS);
        signIn.askForReset(userName);
        return signIn;
    }

    private void resetBy(String flow, boolean allowed) {
        RealmRepresentation realm = site.realm().toRepresentation();
        realm.setResetCredentialsFlow(flow);
        realm.setResetPasswordAllowed(allowed);
        site.realm().update(realm);
    }
}
