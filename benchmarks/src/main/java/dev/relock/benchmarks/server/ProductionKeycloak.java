package dev.relock.benchmarks.server;

import static org.awaitility.Awaitility.await;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.KeycloakHome;
import dev.relock.testenv.keycloak.KeycloakNode;
import dev.relock.testenv.keycloak.RelockKeycloak;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keycloak in production mode over PostgreSQL: one node, and a second one when asked for. */
public final class ProductionKeycloak implements RelockKeycloak {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory;
    private final EmbeddedPostgres postgres;
    private final KeycloakHome home;
    private final List<String> options;
    private final List<KeycloakNode> nodes = new ArrayList<>();

    private ProductionKeycloak(Artifacts artifacts) throws IOException {
        directory = artifacts.directory().resolve("servers").resolve("production");
        KeycloakHome.delete(directory);
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("logging_collector", "on")
                .setServerConfig("max_connections", "300")
                .start();
        home = KeycloakHome.in(directory.resolve("node-1"), artifacts.distribution(), artifacts.plugin());
        home.build(directory.resolve("build.log"), "--db=postgres", "--health-enabled=true");
        options = new ArrayList<>(List.of(
                "--http-enabled=true",
                "--db-url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--db-username=postgres",
                "--db-password=postgres"));
        KeycloakNode first = new KeycloakNode(home, options);
        options.add("--hostname=" + first.url());
        nodes.add(first);
        start(first);
        awaitAnswer(first);
    }

    /** Returns when its first node is ready. */
    public static ProductionKeycloak start(Artifacts artifacts) {
        try {
            return new ProductionKeycloak(artifacts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(KeycloakNode node) {
        node.start();
        processes(node).forEach(Cores::pin);
    }

    /** In production mode a new node answers no browser until it has seen for a while that it is alone. */
    private static void awaitAnswer(KeycloakNode node) {
        HttpAgent stranger =
                new HttpAgent(node.gateway("master"), new Origin(node.url().toString()));
        await("the gateway of a new node").atMost(PATIENCE).until(stranger::isHeard);
    }

    /** {@code kc.sh}, and the JVM if that is another process. */
    private static Stream<Long> processes(KeycloakNode node) {
        ProcessHandle script = ProcessHandle.of(node.pid()).orElseThrow();
        return Stream.concat(Stream.of(script), script.descendants()).map(ProcessHandle::pid);
    }

    /** Where browsers reach it, also its issuer. */
    @Override
    public URI url() {
        return nodes.get(0).url();
    }

    public KeycloakNode node(int index) {
        return nodes.get(index);
    }

    public Database database() {
        return new Database(postgres.getPostgresDatabase());
    }

    /** Starts one more node; returns when it is ready. */
    public void grow() {
        KeycloakNode next = new KeycloakNode(home.copyTo(directory.resolve("node-" + (nodes.size() + 1))), options);
        nodes.add(next);
        start(next);
        awaitAnswer(next);
    }

    /** Ends the last node in good order. */
    public void shrink() {
        nodes.remove(nodes.size() - 1).stop();
    }

    /** Ends the only node in good order and starts it again. */
    public Duration restart() {
        nodes.get(0).stop();
        long begin = System.nanoTime();
        start(nodes.get(0));
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        awaitAnswer(nodes.get(0));
        return taken;
    }

    /** The processes of its nodes. */
    public List<Long> pids() {
        return nodes.stream().flatMap(ProductionKeycloak::processes).toList();
    }

    @Override
    public String log() {
        return nodes.get(0).log();
    }

    @Override
    public void close() {
        nodes.forEach(KeycloakNode::stop);
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
