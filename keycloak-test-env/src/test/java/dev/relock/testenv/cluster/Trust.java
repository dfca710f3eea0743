package dev.relock.testenv.cluster;

import static org.awaitility.Awaitility.await;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakNode;
import java.time.Duration;

/** Whether nodes are sure of their view of the cluster. */
final class Trust {
    /** Detection of a loss, then the time for which a view must have been sound; on a busy machine. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private Trust() {}

    /** Returns when all nodes are that run; of two releases one is stopped for good. */
    static void awaitEverywhere(KeycloakCluster cluster) {
        cluster.nodes().stream().filter(KeycloakNode::isRunning).forEach(node -> awaitOf(cluster, node));
    }

    static void awaitOf(KeycloakCluster cluster, KeycloakNode node) {
        await().atMost(PATIENCE).until(() -> isThere(cluster, node));
    }

    /** Whether the node says anything but that it cannot answer. */
    static boolean isThere(KeycloakCluster cluster, KeycloakNode node) {
        return new HttpAgent(
                        node.gateway(DemoRealm.NAME), new Origin(cluster.url().toString()))
                .isHeard();
    }
}
