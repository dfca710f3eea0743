package dev.relock.testenv.cluster;

import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakNode;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A node as the clients of a history know it.
 *
 * @param gateway its endpoints, of one realm
 */
record Node(String name, URI gateway, KeycloakNode keycloak) {
    static List<Node> of(KeycloakCluster cluster, String realm) {
        return IntStream.range(0, cluster.nodes().size())
                .mapToObj(i -> new Node("node-" + (i + 1), cluster.node(i).gateway(realm), cluster.node(i)))
                .toList();
    }
}
