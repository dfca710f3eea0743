package dev.relock.testenv.cluster;

import dev.relock.history.Act;
import dev.relock.history.History;
import dev.relock.history.Outcome;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.site.Person;
import java.net.URI;

/**
 * Somebody who owns a device and signs in through the load balancer.
 *
 * @param node of a sticky balancer, counted from 0, or -1 without one
 */
record Owner(Person person, OidcClient client, URI realm, int node) {

    /** Signs in with both factors and trusts the browser. */
    void own(HttpAgent agent) {
        client.own(browser(agent), person);
    }

    /** Signs in, as far as the password leads; recorded. */
    Outcome signIn(HttpAgent agent, History history) {
        long invoked = History.now();
        Outcome outcome = Outcome.LOST;
        try {
            HttpSignIn signIn = client.signIn(browser(agent), person).givePassword();
            Screen screen = signIn.screen();
            if (screen == Screen.SIGNED_IN) {
                outcome = Outcome.ACCEPTED;
            } else if (screen == Screen.ONE_TIME_PASSWORD) {
                outcome = Outcome.REFUSED;
            }
        } catch (RuntimeException | AssertionError broken) {
            // An error page, or no page, or the start of another login: no answer to the question.
        }
        history.add(invoked, "balancer", agent.agent().deviceId().value(), new Act.SignIn(person.name()), outcome);
        return outcome;
    }

    private HttpBrowser browser(HttpAgent agent) {
        HttpBrowser browser = HttpBrowser.with(realm, agent);
        return node < 0 ? browser : browser.at(node);
    }
}
