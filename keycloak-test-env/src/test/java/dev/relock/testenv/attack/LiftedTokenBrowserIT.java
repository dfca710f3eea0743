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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that was never used, lifted from the owner's login page, in a login that somebody else has begun. */
@KeycloakTest
final class LiftedTokenBrowserIT {
    private final DemoSite site;
    private Person owner;
    private BrowserProfile laptop;

    LiftedTokenBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void somebodyOwnsALaptop(Browsers browsers) {
        owner = site.somebody();
        laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void aTokenFromTheOwnersLoginPageIsWorthNothingInAnotherLogin(Browsers browsers) {
        Map<String, String> lifted = liftProof();
        BrowserProfile thief = browsers.newProfile();
        SignIn begun = SignIn.begin(site, thief, owner);
        assertThat(begun.screen()).isEqualTo(Screen.PASSWORD);
        LoginForm.replaceProof(thief.page(), lifted);

        assertThat(begun.givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void norUnderTheTabIdOfTheOwnersLogin(Browsers browsers) {
        Map<String, String> lifted = liftProof();
        String tab = tabOfTheForm(laptop.page());
        BrowserProfile thief = browsers.newProfile();
        SignIn begun = SignIn.begin(site, thief, owner);
        assertThat(begun.screen()).isEqualTo(Screen.PASSWORD);
        String own = tabOfTheForm(thief.page());
        assertThat(own).isNotEqualTo(tab);
        LoginForm.replaceProof(thief.page(), lifted);
        thief.page()
                .evaluate(
                        "tab => { const form = document.forms['kc-form-login']; const url = new URL(form.action);"
                                + " url.searchParams.set('tab_id', tab); form.action = url; }",
                        tab);

        begun.givePassword();

        assertThat(begun.screen()).isNotEqualTo(Screen.SIGNED_IN);
        assertThat(Account.of(site, owner).sessions()).isEmpty();
    }

    /** That it was worth something: in the login it was made for. */
    @Test
    void theOwnerSignsInWithIt() {
        Map<String, String> lifted = liftProof();
        LoginForm.replaceProof(laptop.page(), lifted);
        laptop.page().click("#kc-login");

        laptop.page().waitForSelector("#claims");
    }

    private Map<String, String> liftProof() {
        SignIn begun = SignIn.begin(site, laptop, owner);
        assertThat(begun.screen()).isEqualTo(Screen.PASSWORD);
        Page page = laptop.page();
        Agent.ready(page);
        page.fill("#username", owner.name());
        page.fill("#password", owner.password());
        Map<String, String> proof = LoginForm.proofIn(LoginForm.intercept(page, "#kc-login"));
        assertThat(proof).hasSize(3);
        page.evaluate("document.querySelector('#kc-login').disabled = false");
        return proof;
    }

    private static String tabOfTheForm(Page page) {
        return (String) page.evaluate("new URL(document.forms['kc-form-login'].action).searchParams.get('tab_id')");
    }
}
