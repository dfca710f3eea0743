package dev.relock.testenv.keycloak;

import dev.relock.testenv.process.Commands;
import dev.relock.testenv.process.FreePort;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One node of a {@link KeycloakCluster}. */
public final class KeycloakNode {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final KeycloakHome home;
    private final List<String> options;
    private final Map<String, String> environment;
    private final int port = FreePort.find();
    private final int managementPort = FreePort.find();
    private final int clusterPort = FreePort.find();
    private final Path log;
    private ServerProcess process;

    /** @param shared options that all nodes have */
    public KeycloakNode(KeycloakHome home, List<String> shared) {
        this(home, shared, Map.of());
    }

    /**
     * @param options beside the ports
     * @param environment beside the administrator's name and password
     */
    KeycloakNode(KeycloakHome home, List<String> options, Map<String, String> environment) {
        this.home = home;
        this.options = options;
        this.environment = environment;
        this.log = home.directory().resolveSibling(home.directory().getFileName() + ".log");
    }

    /** Where this node listens, whatever the name of the cluster is. */
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Where a realm's gateway is on this node, ending in {@code /relock/}. */
    public URI gateway(String realm) {
        return url().resolve("/realms/" + realm + "/relock/");
    }

    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("No log at " + log, e);
        }
    }

    /** Returns when the node is ready. */
    public void start() {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KC_BOOTSTRAP_ADMIN_USERNAME", RelockKeycloak.ADMIN_USER);
        all.put("KC_BOOTSTRAP_ADMIN_PASSWORD", RelockKeycloak.ADMIN_PASSWORD);
        process = ServerProcess.start("Keycloak node", command(), all, log);
        process.awaitReady(this::isReady);
    }

    /** Its process, while it runs. */
    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** In good order. */
    public void stop() {
        process.close();
    }

    /** {@code kill -9}. */
    public void crash() {
        process.crash();
    }

    /** Halts the node as a busy hypervisor does: it knows nothing of the time until it {@linkplain #thaw() goes on}. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        Commands.run(Path.of("."), Map.of(), List.of("kill", "-" + name, Long.toString(process.pid())));
    }

    private List<String> command() {
        List<String> own = List.of(
                home.command().toString(),
                "start",
                "--optimized",
                "--import-realm",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--cache-embedded-network-bind-port=" + clusterPort);
        return Stream.concat(own.stream(), options.stream()).toList();
    }

    private boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
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
