package dev.relock.testenv.attack;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.AccountConsole;
import dev.relock.testenv.signin.ManagedDevices;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;

/** The page on which people manage their trusted browsers changes nobody else's, and nothing for anybody else's page. */
@KeycloakTest
final class ForeignDevicesBrowserIT {
    private final DemoSite site;
    private Person victim;
    private BrowserProfile victimsLaptop;

    ForeignDevicesBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void aVictimOwnsALaptop(Browsers browsers) {
        victim = site.somebody();
        victimsLaptop = browsers.newProfile();
        SignIn.toOwn(site, victimsLaptop, victim);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void theAttackerDoesNotNameTheVictimsDevice(Browsers browsers) {
        CredentialRepresentation before = device(victim);
        Person attacker = site.somebody();
        BrowserProfile attackersBrowser = browsers.newProfile();
        SignIn.toOwn(site, attackersBrowser, attacker);
        ManagedDevices page = manage(attackersBrowser, attacker);
        attackersBrowser
                .page()
                .evaluate("id => { document.querySelector('[name=relock-device]').value = id; }", before.getId());

        page.nameThisBrowser("Mine now").expectMessage("nothing was changed");

        assertThat(device(victim).getUserLabel()).isEqualTo(before.getUserLabel());
        assertThat(device(attacker).getUserLabel()).isNotEqualTo("Mine now");
    }

    @Test
    void aPageOfTheAttackerNamesNothingInTheVictimsBrowser(Browsers browsers) {
        CredentialRepresentation before = device(victim);
        Person attacker = site.somebody();
        BrowserProfile attackersBrowser = browsers.newProfile();
        SignIn.toOwn(site, attackersBrowser, attacker);
        manage(attackersBrowser, attacker);
        // The victim is in the very middle of the same action; the attacker may guess all but the secret in its
        // address.
        manage(victimsLaptop, victim);
        String victimsAction = action(victimsLaptop);

        for (String address :
                List.of(action(attackersBrowser), victimsAction.replaceFirst("session_code=[^&]+", "session_code=x"))) {
            postFromElsewhere(victimsLaptop, address, before.getId());
        }

        assertThat(device(victim).getUserLabel()).isEqualTo(before.getUserLabel());

        // So that it is the secret which has kept him out; a guess has made a new one.
        victimsLaptop.page().reload();
        ManagedDevices.on(victimsLaptop);
        postFromElsewhere(victimsLaptop, action(victimsLaptop), before.getId());
        assertThat(device(victim).getUserLabel()).isEqualTo("Prize");
    }

    private static String action(BrowserProfile browser) {
        return (String) browser.page().evaluate("document.querySelector('#relock-devices form').action");
    }

    private ManagedDevices manage(BrowserProfile browser, Person person) {
        SignIn.begin(site, browser, person).givePassword().expectSignedIn();
        AccountConsole.open(site, browser).manage("relock-device");
        ManagedDevices page = ManagedDevices.on(browser);
        assertThat(page.here()).hasCount(1);
        return page;
    }

    private CredentialRepresentation device(Person person) {
        return site.realm().users().get(Account.of(site, person).id()).credentials().stream()
                .filter(credential -> credential.getType().equals("relock-device"))
                .findFirst()
                .orElseThrow();
    }

    private static void postFromElsewhere(BrowserProfile browser, String address, String device) {
        Page page = browser.context().newPage();
        page.route(
                "http://prize.example.test/",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("""
                        <form id='bait' method='post'>
                        <input name='relock-device' value='%s'><input name='relock-label' value='Prize'>
                        </form>""".formatted(device))));
        page.navigate("http://prize.example.test/");
        page.evaluate("action => { document.getElementById('bait').action = action; }", address);
        page.evaluate("document.getElementById('bait').submit()");
        page.waitForURL("**/login-actions/**");
    }
}
