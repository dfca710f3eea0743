package dev.relock.testenv.keycloak;

import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.process.ServerProcess;
import dev.relock.testenv.proxy.LoadBalancer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Real Keycloak nodes in production mode over one PostgreSQL, which find each other through it as Keycloak's nodes do by
 * default, behind an nginx that hands each request to the next node: a login never stays on one.
 */
public final class KeycloakCluster implements RelockKeycloak {
    private static final int SIZE = 2;

    private final int port = FreePort.find();
    private final EmbeddedPostgres postgres;
    private final List<KeycloakNode> nodes = new ArrayList<>();
    private final LoadBalancer balancer;

    private KeycloakCluster(Path directory, Artifacts artifacts) throws IOException {
        KeycloakHome.delete(directory);
        postgres = EmbeddedPostgres.builder().start();
        List<String> shared = List.of(
                "--hostname=" + url(),
                "--http-enabled=true",
                "--proxy-headers=xforwarded",
                "--db-url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--spi-relock--keycloak--enrolments-per-address=1000000",
                "--db-username=postgres",
                "--db-password=postgres");
        KeycloakHome first = KeycloakHome.in(directory.resolve("node-1"), artifacts.distribution(), artifacts.plugin());
        build(first, directory.resolve("build.log"));
        nodes.add(new KeycloakNode(first, shared));
        for (int i = 2; i <= SIZE; i++) {
            nodes.add(new KeycloakNode(first.copyTo(directory.resolve("node-" + i)), shared));
        }
        System.out.println("A cluster of " + SIZE + " Keycloaks starts behind " + url());
        // One after the other: the first fills the database.
        nodes.forEach(KeycloakNode::start);
        balancer =
                LoadBalancer.start(port, nodes.stream().map(KeycloakNode::url).toList(), directory.resolve("nginx"));
    }

    /** Returns when all nodes are ready. */
    static KeycloakCluster start() {
        Artifacts artifacts = Artifacts.ofTheBuild();
        try {
            return new KeycloakCluster(artifacts.directory().resolve("servers").resolve("cluster"), artifacts);
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

    @Override
    public String log() {
        return nodes.stream().map(KeycloakNode::log).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        balancer.close();
        nodes.forEach(KeycloakNode::stop);
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void build(KeycloakHome home, Path log) {
        List<String> command = List.of(home.command().toString(), "build", "--db=postgres", "--health-enabled=true");
        try (ServerProcess build = ServerProcess.start("kc.sh build", command, Map.of(), log)) {
            build.awaitEnd();
        }
    }
}
