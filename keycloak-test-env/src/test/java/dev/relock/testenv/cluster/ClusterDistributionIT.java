package dev.relock.testenv.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakNode;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real nodes over one database, and what is left of them. */
@KeycloakTest
class ClusterDistributionIT {
    private KeycloakNode one;
    private KeycloakNode other;
    private ExecutorService threads;
    private KeycloakCluster cluster;

    @BeforeEach
    void gather(KeycloakCluster cluster) {
        this.cluster = cluster;
        one = cluster.node(0);
        other = cluster.node(1);
        threads = Executors.newFixedThreadPool(4);
        Trust.awaitEverywhere(cluster);
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void aTokenSentToBothNodesAtOnceCountsOnce() throws Exception {
        HttpAgent agent = enrolled(one);
        List<Map<String, String>> tokens = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tokens.add(agent.proof());
        }
        for (Map<String, String> token : tokens) {
            List<Callable<Integer>> replays = List.of(
                    () -> status(agent, one, token),
                    () -> status(agent, other, token),
                    () -> status(agent, one, token),
                    () -> status(agent, other, token));
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(replays)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnlyOnce(200).containsOnly(200, 401);
        }
    }

    @Test
    void aDeviceGoesFromNodeToNodeAndIsTheSame() {
        HttpAgent agent = enrolled(one);
        for (int i = 0; i < 20; i++) {
            agent.at(gateway(i % 2 == 0 ? other : one)).step();
            assertThat(agent.at(gateway(i % 2 == 0 ? one : other))
                            .call("confirm")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theCrashOfANodeCostsSecondsAndNoDevice() {
        HttpAgent agent = enrolled(other);
        List<Map<String, String>> spent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            spent.add(agent.proof());
            assertThat(status(agent, other, spent.get(i))).isEqualTo(200);
        }

        other.crash();
        long crashed = System.nanoTime();
        // Whatever the node that is left answers meanwhile, it never takes a token twice, and forgets nobody.
        await().atMost(Trust.PATIENCE).until(() -> {
            assertThat(status(agent, one, spent.get(0))).isIn(401, 503);
            return status(agent, one, agent.proof()) == 200;
        });
        System.out.printf(
                "After the crash of a node devices are trusted again in %d s%n",
                Duration.ofNanos(System.nanoTime() - crashed).toSeconds());
        assertThat(spent)
                .allSatisfy(token -> assertThat(status(agent, one, token)).isEqualTo(401));
        agent.at(gateway(one)).step();

        other.start();
        Trust.awaitOf(cluster, other);
        agent.at(gateway(other)).step();
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    @Test
    void aNodeThatSleptAcceptsNothingThatTheOtherHasAcceptedMeanwhile() {
        HttpAgent agent = enrolled(one);
        assertThat(agent.at(gateway(other)).call("confirm").status()).isEqualTo(200);

        other.freeze();
        List<Map<String, String>> spent = new ArrayList<>();
        try {
            await().atMost(Trust.PATIENCE).until(() -> status(agent, one, agent.proof()) == 200);
            for (int i = 0; i < 100; i++) {
                Map<String, String> token = agent.proof();
                if (status(agent, one, token) == 200) {
                    spent.add(token);
                }
            }
            agent.at(gateway(one)).step();
        } finally {
            other.thaw();
        }

        assertThat(spent).hasSizeGreaterThan(90);
        // From the moment it wakes until it is trusted again, and after.
        await().atMost(Trust.PATIENCE).until(() -> {
            assertThat(spent)
                    .allSatisfy(token -> assertThat(status(agent, other, token)).isNotEqualTo(200));
            return Trust.isThere(cluster, other);
        });
        // It does not know yet that the other went on without it; when they meet, both are in doubt once more.
        await().atMost(Trust.PATIENCE)
                .until(() -> status(agent, other, agent.proof()) == 200 && status(agent, one, agent.proof()) == 200);
        assertThat(spent).allSatisfy(token -> {
            assertThat(status(agent, other, token)).isEqualTo(401);
            assertThat(status(agent, one, token)).isEqualTo(401);
        });
        agent.at(gateway(other)).step();
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    private HttpAgent enrolled(KeycloakNode node) {
        return new HttpAgent(gateway(node), new Origin(cluster.url().toString())).enrol();
    }

    private static int status(HttpAgent agent, KeycloakNode node, Map<String, String> token) {
        return agent.send(gateway(node).resolve("confirm"), token).status();
    }

    private static URI gateway(KeycloakNode node) {
        return node.gateway(DemoRealm.NAME);
    }
}
