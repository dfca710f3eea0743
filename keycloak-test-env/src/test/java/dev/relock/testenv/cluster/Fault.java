package dev.relock.testenv.cluster;

import static org.awaitility.Awaitility.await;

import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakNode;
import java.time.Duration;
import java.util.List;

/** What befalls a cluster. Each plays from its beginning until all nodes are as before. */
enum Fault implements Course {
    /** Nothing. */
    HEALTHY {
        @Override
        public void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
            // Nothing.
        }
    },
    /** {@code kill -9} of one node, which is started again. */
    CRASH {
        @Override
        public void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
            Node victim = last(nodes);
            timeline.disturb(nodes);
            victim.keycloak().crash();
            timeline.expectEach(others(nodes));
            timeline.awaitTrust();
            victim.keycloak().start();
            timeline.expectEach(List.of(victim));
        }
    },
    /** {@code SIGSTOP} of one node for a while. */
    HALT {
        @Override
        public void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
            Node victim = last(nodes);
            timeline.disturb(nodes);
            victim.keycloak().freeze();
            try {
                timeline.expectEach(others(nodes));
                goOn();
                timeline.awaitTrust();
            } finally {
                timeline.disturb(nodes);
                victim.keycloak().thaw();
            }
            timeline.expectEach(nodes);
        }
    },
    /** The network is cut between one node and the others; all of them reach the database. */
    CUT {
        @Override
        public void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
            timeline.disturb(nodes);
            cluster.cutOff(last(nodes).keycloak());
            try {
                timeline.expectOneOf(nodes);
                goOn();
                timeline.awaitTrust();
            } finally {
                timeline.disturb(nodes);
                cluster.heal();
            }
            timeline.expectEach(nodes);
        }
    },
    /** The network is cut between one node and the database; it reaches the other nodes. */
    CUT_FROM_DATABASE {
        @Override
        public void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
            Node victim = last(nodes);
            timeline.disturb(List.of(victim));
            cluster.cutOffFromDatabase(victim.keycloak());
            try {
                goOn();
                timeline.awaitTrust();
            } finally {
                cluster.heal();
            }
            timeline.expectEach(List.of(victim));
        }
    },
    /** One node after the other is stopped in good order and started again. */
    ROLLING_RESTART {
        @Override
        public void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
            for (Node node : nodes) {
                timeline.disturb(List.of(node));
                node.keycloak().stop();
                node.keycloak().start();
                timeline.expectEach(List.of(node));
                timeline.awaitTrust();
            }
        }
    },
    /** All nodes are stopped, then started: the caches are lost. */
    FULL_RESTART {
        @Override
        public void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
            timeline.disturb(nodes);
            nodes.forEach(node -> node.keycloak().stop());
            nodes.forEach(node -> node.keycloak().start());
            timeline.expectEach(nodes);
        }
    },
    /** All nodes are killed at once, then started. */
    FULL_CRASH {
        @Override
        public void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
            timeline.disturb(nodes);
            nodes.stream().map(Node::keycloak).forEach(KeycloakNode::crash);
            nodes.forEach(node -> node.keycloak().start());
            timeline.expectEach(nodes);
        }
    };

    /** Whether it needs a network that can be cut. */
    boolean cuts() {
        return this == CUT || this == CUT_FROM_DATABASE;
    }

    private static Node last(List<Node> nodes) {
        return nodes.get(nodes.size() - 1);
    }

    private static List<Node> others(List<Node> nodes) {
        return nodes.subList(0, nodes.size() - 1);
    }

    /** The fault itself takes this long, whatever anybody waits for. */
    private static void goOn() {
        Duration duration = Duration.ofSeconds(Integer.getInteger("relock.faults.seconds", 20));
        await().pollDelay(duration).atMost(duration.multipliedBy(2)).until(() -> true);
    }
}
