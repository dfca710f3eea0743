package dev.relock.cluster;

import org.infinispan.remoting.transport.Transport;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.keycloak.jgroups.protocol.KEYCLOAK_JDBC_PING2;
import org.keycloak.jgroups.protocol.KEYCLOAK_JDBC_PING2.HealthStatus;

/** Asks something that a split of the network does not divide whether this node is on the side that goes on. */
public interface ClusterHealth {
    /** May take as long as the database does. */
    boolean isGood();

    /**
     * With Keycloak's default discovery, the database: it knows every coordinator. With any other the members can only be
     * counted.
     */
    static ClusterHealth of(Transport transport, ClusterHealth majority) {
        if (transport instanceof JGroupsTransport jgroups) {
            KEYCLOAK_JDBC_PING2 discovery =
                    jgroups.getChannel().getProtocolStack().findProtocol(KEYCLOAK_JDBC_PING2.class);
            if (discovery != null) {
                return () -> discovery.healthStatus() == HealthStatus.HEALTHY;
            }
        }
        return majority;
    }
}
