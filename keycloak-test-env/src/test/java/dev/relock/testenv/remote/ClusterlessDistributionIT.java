package dev.relock.testenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.ClusterlessKeycloaks;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two Keycloaks that share an Infinispan server, and no cluster. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterlessDistributionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int LATE = Order.DEFAULT + 1;
    /** By default, on each node. */
    private static final int ENROLMENTS_PER_ADDRESS = 300;

    private static ClusterlessKeycloaks keycloaks;
    private static TestRealm realm;
    private static OidcClient client;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        keycloaks = ClusterlessKeycloaks.start();
        realm = TestRealm.imported(keycloaks);
        client = realm.client();
        threads = Executors.newFixedThreadPool(4);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        keycloaks.close();
    }

    @Test
    void aTokenSpentOnOneNodeIsRefusedOnTheOther() throws Exception {
        HttpAgent agent = enrolled(keycloaks.one());
        for (int i = 0; i < 100; i++) {
            Map<String, String> token = agent.proof();
            List<Callable<Integer>> replays = List.of(
                    () -> status(agent, keycloaks.one(), token),
                    () -> status(agent, keycloaks.other(), token),
                    () -> status(agent, keycloaks.one(), token),
                    () -> status(agent, keycloaks.other(), token));
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(replays)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnlyOnce(200).containsOnly(200, 401);
        }
    }

    @Test
    void aBrowserTrustedOnOneNodeIsOwnedOnTheOtherAndItsKeyGoesOnThere() {
        HttpBrowser browser = realm.browser();
        Person person = realm.somebody();
        client.own(browser, person);

        HttpAgent agent = browser.agent().at(gateway(keycloaks.other()));
        HttpAgent.Reply answer = agent.step();
        assertThat(HttpAgent.payload(answer).get("owner").asBoolean()).isTrue();
        assertThat(agent.call("confirm").status()).isEqualTo(200);

        agent.at(gateway(keycloaks.one())).step();
        HttpSignIn again = client.signIn(browser.forgetCookies(), person).givePassword();
        assertThat(again.screen()).isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void strangersWriteNothingToTheDatabase() {
        enrolled(keycloaks.one());
        DatabaseRows before = DatabaseRows.count(keycloaks.database());
        for (int i = 0; i < 200; i++) {
            HttpAgent agent = enrolled(i % 2 == 0 ? keycloaks.one() : keycloaks.other());
            assertThat(agent.call("confirm").status()).isEqualTo(200);
            agent.step();
        }
        assertThat(DatabaseRows.count(keycloaks.database())).isEqualTo(before);
    }

    @Test
    @Order(LATE)
    void anAddressThatSendsTooManyNewBrowsersIsAnswered429AndKnownBrowsersGoOn() {
        HttpAgent known = enrolled(keycloaks.other());
        int admitted = 0;
        HttpAgent.Reply answer = enrolment(keycloaks.other());
        while (answer.status() == 200 && admitted <= 2 * ENROLMENTS_PER_ADDRESS) {
            admitted++;
            answer = enrolment(keycloaks.other());
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();

        known.step();
        assertThat(known.call("confirm").status()).isEqualTo(200);
        assertThat(enrolment(keycloaks.one()).status()).isEqualTo(200);
    }

    @Test
    @Order(LATE + 1)
    void whileTheInfinispanServerIsGoneNothingIsAcceptedAndThenItGoesOn() {
        HttpAgent agent = enrolled(keycloaks.one());
        Map<String, String> spent = agent.proof();
        assertThat(status(agent, keycloaks.one(), spent)).isEqualTo(200);

        keycloaks.infinispan().crash();
        assertThat(status(agent, keycloaks.one(), agent.proof())).isEqualTo(503);
        assertThat(agent.exchange(agent.agent().step()).status()).isEqualTo(503);

        keycloaks.infinispan().restart();
        await().atMost(PATIENCE).until(() -> trusts(keycloaks.one()) && trusts(keycloaks.other()));
        assertThat(status(agent, keycloaks.one(), spent)).isIn(404, 409);
        // It brings its cookie, and is no new browser where no new one is let in at present.
        assertThat(agent.at(gateway(keycloaks.other())).comeBack().status()).isEqualTo(200);
        HttpAgent next = enrolled(keycloaks.one());
        assertThat(status(next, keycloaks.other(), next.proof())).isEqualTo(200);
        assertThat(keycloaks.log())
                .contains("The remote caches do not answer: no device is trusted until they do")
                .contains("The remote caches answer again");
    }

    @Test
    void anOptionOutOfItsRangeStopsTheStartAndItsRangeIsTold() {
        assertThatThrownBy(() -> keycloaks.startAnother("--spi-relock--keycloak--visitors-max-count=0"))
                .hasMessageContaining(
                        "--spi-relock--keycloak--visitors-max-count=0 must be a whole number of browsers from 1"
                                + " to 100000000");
    }

    private static HttpAgent enrolled(KeycloakDistribution node) {
        return new HttpAgent(gateway(node), new Origin(keycloaks.url().toString())).enrol();
    }

    /** What comes of the first contact of a browser that was never here. */
    private static HttpAgent.Reply enrolment(KeycloakDistribution node) {
        HttpAgent stranger =
                new HttpAgent(gateway(node), new Origin(keycloaks.url().toString()));
        JsonNode challenged =
                HttpAgent.payload(stranger.exchange(stranger.agent().step()));
        stranger.agent().learnIssuer(challenged.get("iss").asText());
        return stranger.exchange(stranger.agent().enrol(HttpAgent.bytes(challenged.get("challenge")), false));
    }

    private static int status(HttpAgent agent, KeycloakDistribution node, Map<String, String> token) {
        return agent.send(gateway(node).resolve("confirm"), token).status();
    }

    /** Whether the node says anything but that it cannot answer. */
    private static boolean trusts(KeycloakDistribution node) {
        HttpAgent stranger =
                new HttpAgent(gateway(node), new Origin(keycloaks.url().toString()));
        return stranger.exchange(stranger.agent().step()).status() == 409;
    }

    private static URI gateway(KeycloakDistribution node) {
        return node.url().resolve("/realms/" + realm.name() + "/relock/");
    }
}
