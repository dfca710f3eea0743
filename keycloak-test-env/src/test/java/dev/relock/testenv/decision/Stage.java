package dev.relock.testenv.decision;

import dev.relock.decision.DecisionCase;
import dev.relock.protocol.Origin;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;

/** Sets up the people and browsers of one row in a real realm. */
final class Stage {
    /** Of the demo's single-page application. */
    private static final Origin APPLICATION = new Origin("http://localhost:8000");

    private final TestRealm realm;
    private final OidcClient client;
    private final DecisionCase played;

    private HttpBrowser browser;
    private Person person;

    private Stage(TestRealm realm, OidcClient client, DecisionCase played) {
        this.realm = realm;
        this.client = client;
        this.played = played;
    }

    static Stage set(TestRealm realm, OidcClient client, DecisionCase played) {
        Stage stage = new Stage(realm, client, played);
        stage.own();
        stage.befall();
        stage.changeBrowser();
        return stage;
    }

    HttpBrowser browser() {
        return browser;
    }

    Person person() {
        return person;
    }

    private void own() {
        browser = realm.browser();
        if (played.ownership() == DecisionCase.Ownership.NOBODY) {
            person = realm.somebody();
            return;
        }
        Person first = realm.somebody();
        client.own(browser, first);
        browser.forgetCookies();
        switch (played.ownership()) {
            // The binding of a second owner can be written as a row wants it.
            case THIS_USER, TWO_USERS -> {
                person = realm.somebody();
                CoOwner.of(first, person, realm, played);
            }
            case OTHERS -> person = realm.somebody();
            case THIS_USER_OWNS_ANOTHER -> {
                person = first;
                browser = realm.browser();
            }
            case NOBODY -> throw new AssertionError();
        }
    }

    private void befall() {
        switch (played.fate()) {
            case COLLIDED -> {
                HttpAgent copy = browser.agent().copy();
                browser.agent().step();
                browser.agent().step();
                SimulatedAgent copied = copy.agent();
                HttpAgent.Reply challenged = copy.exchange(copied.step());
                copy.exchange(copied.conflict(
                        HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"))));
            }
            case CLEARED -> browser.agent().call("clear");
            case ALIVE -> browser.agent().step();
            case RESTARTED, FORGOTTEN_BY_THE_CACHE ->
                throw new IllegalArgumentException("Nothing outside of Keycloak can empty its caches");
        }
    }

    private void changeBrowser() {
        switch (played.proof()) {
            case NONE -> browser = HttpBrowser.withoutAgent(realm.url());
            case OF_A_CLOSED_TAB -> browser.agent().call("close");
            case OF_AN_APPLICATION -> browser = foreign(realm.url(), APPLICATION);
            case OF_ANOTHER_REALM -> {
                URI elsewhere = URI.create(realm.url().toString().replace(realm.name(), "master"));
                browser = foreign(elsewhere, new Origin(elsewhere.getScheme() + "://" + elsewhere.getAuthority()));
            }
            default -> {
                // The browser is the right one; what it sends may not be.
            }
        }
    }

    private HttpBrowser foreign(URI issuer, Origin origin) {
        return HttpBrowser.with(realm.url(), new HttpAgent(URI.create(issuer + "/relock/"), origin).enrol());
    }
}
