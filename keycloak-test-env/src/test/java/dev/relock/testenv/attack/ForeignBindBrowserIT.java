package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.relock.protocol.Origin;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Login CSRF, in both directions: nobody comes to own a browser other than the one in which he passed both factors. */
@KeycloakTest
final class ForeignBindBrowserIT {
    private final DemoSite site;
    private Person victim;
    private Person attacker;

    ForeignBindBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void twoPeople() {
        victim = site.somebody();
        attacker = site.somebody();
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void theVictimDoesNotTrustTheAttackersDevice(Browsers browsers) {
        BrowserProfile laptop = browsers.newProfile();
        SignIn signIn = upToTheQuestion(laptop, victim);
        HttpAgent device = attackersDevice();
        LoginForm.replaceProof(laptop.page(), device.proof(TokenContext.bindPage(challengeOf(laptop.page()))));

        signIn.trustThisBrowser().expectSignedIn();

        assertThat(site.credentialsOf(victim)).doesNotContain("relock-device");
    }

    @Test
    void theAttackerDoesNotOwnTheVictimsDevice(Browsers browsers) {
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, victim);
        assertThat(SignIn.begin(site, laptop, victim).screen()).isEqualTo(Screen.PASSWORD);
        BrowserProfile attackersBrowser = browsers.newProfile();
        SignIn signIn = upToTheQuestion(attackersBrowser, attacker);
        // Even a script in the victim's page would not help.
        LoginForm.replaceProof(
                attackersBrowser.page(), proofForBinding(laptop.page(), challengeOf(attackersBrowser.page())));

        signIn.trustThisBrowser().expectSignedIn();

        assertThat(site.credentialsOf(attacker)).doesNotContain("relock-device");
        assertThat(Account.of(site, victim).suspensions()).isEmpty();
    }

    @Test
    void aPageOfTheAttackerThatPostsHisQuestionFromTheVictimsBrowserBindsNothing(Browsers browsers) {
        BrowserProfile laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, victim);
        BrowserProfile attackersBrowser = browsers.newProfile();
        upToTheQuestion(attackersBrowser, attacker);
        String action = (String) attackersBrowser.page().evaluate("document.forms['relock-bind-form'].action");
        Map<String, String> proof = LoginForm.proofIn(LoginForm.intercept(attackersBrowser.page(), "#relock-trust"));
        assertThat(proof).hasSize(3);

        postFromElsewhere(laptop.page(), action, proof);

        assertThat(site.credentialsOf(attacker)).doesNotContain("relock-device");
        assertThat(Account.of(site, victim).devices()).hasSize(1);
        assertThat(Account.of(site, attacker).sessions()).isEmpty();
    }

    private SignIn upToTheQuestion(BrowserProfile browser, Person person) {
        SignIn signIn = SignIn.begin(site, browser, person).givePassword().giveOneTimePassword();
        assertThat(signIn.screen()).isEqualTo(Screen.TRUST_THIS_BROWSER);
        Agent.ready(browser.page());
        return signIn;
    }

    private HttpAgent attackersDevice() {
        URI base = URI.create(site.keycloak().realm(DemoRealm.NAME) + "/relock/");
        return new HttpAgent(base, new Origin(site.keycloak().url().toString())).enrol();
    }

    private static String challengeOf(Page page) {
        return page.getAttribute("#relock-bind-form", "data-relock-challenge");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> proofForBinding(Page page, String challenge) {
        return (Map<String, String>) page.evaluate("""
                async challenge => {
                  await window.relock.ready;
                  const token = window.relock.token(32, { purpose: 'bind', challenge: ['page', challenge] });
                  return {
                    'X-Key-Token': token.hexlify(),
                    'X-Key-Signature': window.relock.sign(token).hexlify(),
                    'X-Key-Session': window.relock.xsid,
                  };
                }
                """, challenge);
    }

    private static void postFromElsewhere(Page page, String action, Map<String, String> proof) {
        StringBuilder form =
                new StringBuilder("<form id='bait' method='post'><input name='relock-choice' value='trust'>");
        proof.forEach((name, value) -> form.append("<input name='%s' value='%s'>".formatted(name, value)));
        form.append("</form>");
        page.route(
                "http://prize.example.test/",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody(form.toString())));
        page.navigate("http://prize.example.test/");
        page.evaluate("action => { document.getElementById('bait').action = action; }", action);
        page.evaluate("document.getElementById('bait').submit()");
        page.waitForURL("**/login-actions/**");
    }
}
