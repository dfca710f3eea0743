package dev.relock.testenv.keycloak;

import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.proxy.LoadBalancer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Real Keycloak nodes in production mode over one PostgreSQL, which find each other through it as Keycloak's nodes do by
 * default, behind a {@link LoadBalancer} that hands each request to the next node: a login never stays on one, unless its
 * browser asks for that.
 */
public final class KeycloakCluster implements RelockKeycloak {
    private final int port = FreePort.find();
    private final ClusterNetwork network = new ClusterNetwork();
    private final EmbeddedPostgres postgres;
    private final List<KeycloakNode> nodes = new ArrayList<>();
    private final LoadBalancer balancer;

    private KeycloakCluster(ClusterPlan plan) throws IOException {
        Path directory = plan.directory();
        KeycloakHome.delete(directory);
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", network.listenAddresses(plan.size()))
                .start();
        List<KeycloakHome> homes = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            homes.add(home(plan, i, homes));
            nodes.add(new KeycloakNode(homes.get(i), options(plan, i), environment(plan, i)));
        }
        System.out.println("A cluster of " + plan.size() + " Keycloaks starts behind " + url());
        // One after the other: the first fills the database.
        nodes.forEach(KeycloakNode::start);
        balancer =
                LoadBalancer.start(port, nodes.stream().map(KeycloakNode::url).toList(), directory.resolve("nginx"));
    }

    private static KeycloakHome home(ClusterPlan plan, int node, List<KeycloakHome> before) {
        Path directory = plan.directory().resolve("node-" + (node + 1));
        return IntStream.range(0, node)
                .filter(other -> plan.isAlike(node, other))
                .mapToObj(other -> before.get(other).copyTo(directory))
                .findFirst()
                .orElseGet(() -> {
                    KeycloakHome home = KeycloakHome.in(directory, plan.distribution(node), plan.plugin(node));
                    home.build(
                            plan.directory().resolve("build-" + (node + 1) + ".log"),
                            "--db=postgres",
                            "--health-enabled=true");
                    return home;
                });
    }

    private List<String> options(ClusterPlan plan, int node) {
        String database = postgres.getJdbcUrl("postgres", "postgres").replace("localhost", network.database(node));
        List<String> own = List.of(
                "--hostname=" + url(),
                "--http-enabled=true",
                "--proxy-headers=xforwarded",
                // All browsers of all tests come from one address.
                "--spi-relock--keycloak--enrolments-per-address=1000000",
                "--cache-embedded-network-bind-address=" + network.node(node),
                "--db-url=" + database,
                "--db-username=postgres",
                "--db-password=postgres");
        return Stream.concat(own.stream(), plan.options().stream()).toList();
    }

    /**
     * What a node opens to others must come from its own address too, or nobody could cut it. Of nodes that live for minutes,
     * several to a machine, the better compiler costs more than it gives.
     */
    private Map<String, String> environment(ClusterPlan plan, int node) {
        Map<String, String> environment = new HashMap<>(plan.environment(node));
        environment.put(
                "JAVA_OPTS_APPEND",
                "-Djgroups.tcp.client_bind_addr=" + network.node(node) + " " + KeycloakDistribution.SHORT_LIVED);
        return environment;
    }

    /** The cluster that tests share: two nodes. */
    static KeycloakCluster start() {
        return start(ClusterPlan.named("cluster"));
    }

    static KeycloakCluster start(ClusterPlan plan) {
        try {
            return new KeycloakCluster(plan);
        } catch (IOException e) {
            throw new UncheckedIOException("The cluster cannot be started", e);
        }
    }

    /** Where browsers reach it: the load balancer. */
    @Override
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    public KeycloakNode node(int index) {
        return nodes.get(index);
    }

    public List<KeycloakNode> nodes() {
        return List.copyOf(nodes);
    }

    /** The database of all nodes. */
    public DataSource database() {
        return postgres.getPostgresDatabase();
    }

    /** Whether this machine lets us cut networks. */
    public static boolean isCuttable() {
        return ClusterNetwork.isCuttable();
    }

    /** Cuts a node off from all other nodes. Everybody still reaches it, and it reaches the database. */
    public void cutOff(KeycloakNode node) {
        int cut = nodes.indexOf(node);
        IntStream.range(0, nodes.size()).filter(other -> other != cut).forEach(other -> network.cut(cut, other));
    }

    public void cutOffFromDatabase(KeycloakNode node) {
        network.cutFromDatabase(nodes.indexOf(node));
    }

    /** Mends all that was cut. */
    public void heal() {
        network.heal();
    }

    @Override
    public String log() {
        return nodes.stream().map(KeycloakNode::log).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        network.close();
        balancer.close();
        nodes.forEach(KeycloakNode::stop);
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
