package dev.relock.testenv.keycloak;

import dev.relock.testenv.infinispan.InfinispanServer;
import dev.relock.testenv.process.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Two real Keycloaks that know nothing of each other: what they share is in one PostgreSQL and on one Infinispan server. The
 * first one's address is the name of both.
 */
public final class ClusterlessKeycloaks implements RelockKeycloak {
    private final int port = FreePort.find();
    private final Path directory;
    private final Artifacts artifacts;
    private final EmbeddedPostgres postgres;
    private final InfinispanServer infinispan;
    private final List<KeycloakDistribution> nodes = new ArrayList<>();

    private ClusterlessKeycloaks(Path directory, Artifacts artifacts) throws IOException {
        this.directory = directory;
        this.artifacts = artifacts;
        KeycloakHome.delete(directory);
        postgres = EmbeddedPostgres.builder().start();
        infinispan = InfinispanServer.start("clusterless/infinispan");
        KeycloakHome first = KeycloakHome.in(home(0), artifacts.distribution(), artifacts.plugin());
        first.build(
                directory.resolve("build.log"),
                "--db=postgres",
                "--health-enabled=true",
                "--metrics-enabled=true",
                "--features=clusterless");
        first.copyTo(home(1));
        nodes.add(node(0).port(port).start());
        nodes.add(node(1).start());
    }

    /** Returns when both are ready. */
    public static ClusterlessKeycloaks start() {
        Artifacts artifacts = Artifacts.ofTheBuild();
        try {
            return new ClusterlessKeycloaks(
                    artifacts.directory().resolve("servers").resolve("clusterless"), artifacts);
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloaks without a cluster cannot be started", e);
        }
    }

    private Path home(int node) {
        return directory.resolve("node-" + (node + 1));
    }

    private DistributionBuilder node(int index) {
        return KeycloakDistribution.in(home(index), artifacts)
                .mode("start")
                .javaOptions(KeycloakDistribution.SHORT_LIVED)
                .hostname(url())
                .arguments(options())
                .arguments("--optimized");
    }

    private String[] options() {
        return Stream.of(
                        "--http-enabled=true",
                        "--db-url=" + postgres.getJdbcUrl("postgres", "postgres"),
                        "--db-username=postgres",
                        "--db-password=postgres",
                        "--cache-remote-host=127.0.0.1",
                        "--cache-remote-port=" + infinispan.port(),
                        "--cache-remote-tls-enabled=false",
                        "--spi-cache-remote--default--properties-file=" + patience())
                .toArray(String[]::new);
    }

    /** Keycloak ends when the server takes longer than its client waits, two seconds by default, to make a cache. */
    private Path patience() {
        try {
            return Files.writeString(
                    directory.resolve("hotrod-client.properties"), "infinispan.client.hotrod.socket_timeout=30000\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first one, whose address is the name of both. */
    @Override
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    public KeycloakDistribution one() {
        return nodes.get(0);
    }

    public KeycloakDistribution other() {
        return nodes.get(1);
    }

    /** One more, with these options beside the others'. */
    public KeycloakDistribution startAnother(String... more) {
        int index = nodes.size();
        new KeycloakHome(home(0)).copyTo(home(index));
        KeycloakDistribution another = node(index).arguments(more).start();
        nodes.add(another);
        return another;
    }

    public InfinispanServer infinispan() {
        return infinispan;
    }

    public DataSource database() {
        return postgres.getPostgresDatabase();
    }

    @Override
    public String log() {
        return nodes.stream().map(KeycloakDistribution::log).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        nodes.forEach(KeycloakDistribution::close);
        infinispan.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
