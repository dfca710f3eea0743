package dev.relock.testenv.keycloak;

import dev.relock.testenv.keycloak.DistributionBuilder.Launch;
import dev.relock.testenv.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Keycloak, run from its published distribution. What it stores is kept over {@link #restart()}. */
public final class KeycloakDistribution implements RelockKeycloak {
    /** For a JVM that ends before it would have become fast: soon warm, at half the cost of a start. */
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    static final String JAVA_OPTIONS = "JAVA_OPTS_APPEND";

    /** The environment of a command of {@code kc.sh} that is such a one. */
    static final Map<String, String> BRIEFLY = Map.of(JAVA_OPTIONS, SHORT_LIVED);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final KeycloakHome home;
    private final Launch launch;
    private final Path log;
    private ServerProcess process;

    KeycloakDistribution(KeycloakHome home, Launch launch) {
        this.home = home;
        this.launch = launch;
        this.log = home.directory().resolveSibling(home.directory().getFileName() + ".log");
        deleteLogOfAnEarlierServer();
        this.process = launch();
    }

    /** A server in its own directory, which is made if it is not there. */
    public static DistributionBuilder in(Path directory, Artifacts artifacts) {
        return new DistributionBuilder(directory, artifacts);
    }

    @Override
    public URI url() {
        return launch.url();
    }

    /** Where operators look: health and metrics. */
    public URI management() {
        return launch.management();
    }

    /** A command of {@code bin/}, such as {@code kcadm.sh}. */
    public Path command(String name) {
        return home.command().resolveSibling(name);
    }

    @Override
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("No log at " + log, e);
        }
    }

    /** Ends the server in good order and starts it again, on the same ports and data. */
    public void restart() {
        process.close();
        process = launch();
    }

    /** Ends the server, whose development database has room for one process only, and writes a realm with its users. */
    public void export(String realm, Path file) {
        close();
        ServerProcess.start(
                        "Keycloak's export",
                        List.of(
                                home.command().toString(),
                                "export",
                                // Else it builds itself for another mode, and for this one again at the next start.
                                "--optimized",
                                "--realm=" + realm,
                                "--users=same_file",
                                "--file=" + file),
                        BRIEFLY,
                        log)
                .awaitEnd();
    }

    @Override
    public void close() {
        process.close();
    }

    private void deleteLogOfAnEarlierServer() {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException("Not to be deleted: " + log, e);
        }
    }

    private ServerProcess launch() {
        launch.progress().accept("Keycloak starts at " + url() + ", which takes about half a minute. Its log: " + log);
        long begin = System.nanoTime();
        ServerProcess started = ServerProcess.start("Keycloak", launch.command(), launch.environment(), log);
        started.awaitReady(this::isReady);
        launch.progress()
                .accept("Keycloak is ready after "
                        + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        return started;
    }

    /** Keycloak answers HTTP before it has started its extensions; only this endpoint tells that they are up. */
    private boolean isReady() {
        URI health = management().resolve("/health/ready");
        HttpRequest request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Keycloak starts", e);
        }
    }
}
