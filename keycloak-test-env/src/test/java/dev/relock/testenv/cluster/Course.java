package dev.relock.testenv.cluster;

import dev.relock.testenv.keycloak.KeycloakCluster;
import java.util.List;

/** What befalls a cluster, and what must hold meanwhile. */
interface Course {
    /** Returns when everything is as it shall stay; whether trust is back is then looked at. */
    void play(KeycloakCluster cluster, List<Node> nodes, Timeline timeline);
}
