package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recorded messages, sent again by eight at once. The state moves once, and the device is not accused. */
@KeycloakTest
final class ReplayedExchangeDistributionIT {
    private static final int AT_ONCE = 8;

    private final ExecutorService replayers = Executors.newFixedThreadPool(AT_ONCE);
    private final URI base;
    private final Origin origin;
    private HttpAgent agent;

    ReplayedExchangeDistributionIT(KeycloakDistribution keycloak) {
        base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
        origin = new Origin(keycloak.url().toString());
    }

    @BeforeEach
    void enrol() {
        agent = new HttpAgent(base, origin).enrol();
        agent.step();
    }

    @AfterEach
    void dismiss() {
        replayers.shutdownNow();
    }

    @Test
    void theSameStepEightTimesAtOnceIsOneStep() throws Exception {
        byte[] step = agent.agent().step();

        List<Reply> replies = replay(step);

        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(replies)
                .extracting(reply -> HttpAgent.payload(reply).path("n").asLong())
                .containsOnly(agent.agent().version() + 1);
        assertThat(replies)
                .extracting(reply -> HttpAgent.payload(reply).path("key").asText())
                .as("one step key of the gateway")
                .containsOnly(HttpAgent.payload(replies.get(0)).path("key").asText());
        assertThat(replies)
                .extracting(reply -> HttpAgent.payload(reply).path("epoch").asText())
                .as("an epoch is never opened twice")
                .doesNotHaveDuplicates();
        expectTheDeviceGoesOn();
    }

    @Test
    void aStepThatWasFollowedByAnotherOpensNothing() throws Exception {
        byte[] recorded = agent.agent().step();
        agent.exchange(recorded);
        agent.step();
        agent.step();

        assertThat(replay(recorded)).extracting(Reply::status).containsOnly(409);

        expectTheDeviceGoesOn();
    }

    @Test
    void aRecordedEnrolmentOpensNothing() throws Exception {
        HttpAgent other = new HttpAgent(base, origin);
        Reply challenged = other.exchange(other.agent().step());
        other.agent().learnIssuer(HttpAgent.payload(challenged).path("iss").asText());
        byte[] recorded = other.agent()
                .enrol(HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge")), false);
        assertThat(replay(recorded)).extracting(Reply::status).containsOnly(200);
        other.step();
        other.step();

        assertThat(replay(recorded)).extracting(Reply::status).containsOnly(409);

        other.step();
        assertThat(other.call("confirm").status()).isEqualTo(200);
    }

    /** The only message that can accuse a device. */
    @Test
    void aRecordedAnswerToAChallengeAccusesNobody() throws Exception {
        byte[] stale = agent.agent().step();
        agent.exchange(stale);
        agent.step();
        agent.step();
        Reply challenged = agent.exchange(stale);
        byte[] recorded = agent.agent()
                .conflict(HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge")));
        assertThat(replay(recorded)).extracting(Reply::status).containsOnly(200);
        agent.step();
        agent.step();

        assertThat(replay(recorded)).extracting(Reply::status).containsOnly(409);

        expectTheDeviceGoesOn();
    }

    private void expectTheDeviceGoesOn() {
        long version = agent.agent().version();
        Reply step = agent.step();
        assertThat(HttpAgent.payload(step).path("n").asLong()).isEqualTo(version + 1);
        assertThat(step.json().path("state").asBoolean()).isFalse();
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    private List<Reply> replay(byte[] message) throws Exception {
        Callable<Reply> one = () -> agent.copy().exchange(message);
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> sent :
                replayers.invokeAll(Stream.generate(() -> one).limit(AT_ONCE).toList())) {
            replies.add(sent.get());
        }
        return replies;
    }
}
