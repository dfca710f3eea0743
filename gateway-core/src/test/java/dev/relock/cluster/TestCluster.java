package dev.relock.cluster;

import dev.relock.cache.RelockSchemaImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.remoting.transport.Transport;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.protocols.DISCARD;

/** Nodes of a real Infinispan cluster in one JVM, whose network can be cut. */
public final class TestCluster implements AutoCloseable {
    /** As Keycloak's, but within the JVM, with quick detection, and a switch for the network. */
    private static final String STACK = """
            <config xmlns="urn:org:jgroups">
              <SHARED_LOOPBACK/>
              <SHARED_LOOPBACK_PING/>
              <DISCARD/>
              <MERGE3 min_interval="500" max_interval="1000"/>
              <FD_ALL3 timeout="2000" interval="500"/>
              <VERIFY_SUSPECT2 timeout="300"/>
              <pbcast.NAKACK2/>
              <UNICAST3/>
              <pbcast.STABLE/>
              <pbcast.GMS join_timeout="500"/>
              <FRAG4/>
            </config>
            """;

    private static int clusters;

    private final String name = "relock-test-" + clusters++;
    private final List<Node> nodes = new ArrayList<>();

    /** One node. */
    public record Node(EmbeddedCacheManager manager, DISCARD cut) {}

    public Node join() {
        GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
        global.transport().clusterName(name).addProperty(JGroupsTransport.CONFIGURATION_XML, STACK);
        global.serialization().addContextInitializers(new RelockSchemaImpl());
        global.jmx().disable();
        DefaultCacheManager manager = new DefaultCacheManager(global.build());
        JGroupsTransport transport = (JGroupsTransport) GlobalComponentRegistry.componentOf(manager, Transport.class);
        Node node = new Node(manager, transport.getChannel().getProtocolStack().findProtocol(DISCARD.class));
        nodes.add(node);
        return node;
    }

    /** Watches the cluster from a node, which asks {@code health} whether it is on the side that goes on. */
    public static ClusterView watch(Node node, Timing timing, ClusterHealth health) {
        return ClusterMonitor.start(node.manager(), timing, Optional.of(health));
    }

    /** Cuts the network between a node and all others. */
    public void cutOff(Node node) {
        node.cut().discardAll(true);
    }

    public void heal(Node node) {
        node.cut().discardAll(false);
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.manager().stop());
    }
}
