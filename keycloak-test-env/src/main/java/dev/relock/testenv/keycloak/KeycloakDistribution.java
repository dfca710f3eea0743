package dev.relock.testenv.keycloak;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A real Keycloak, run from its published distribution. What it stores is kept over {@link #restart()}. */
public final class KeycloakDistribution implements RelockKeycloak {
    /** For a JVM that ends before it would have become fast: soon warm, at half the cost of a start. */
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private static final String JAVA_OPTIONS = "JAVA_OPTS_APPEND";

    /** The environment of a command of {@code kc.sh} that is such a one. */
    static final Map<String, String> BRIEFLY = Map.of(JAVA_OPTIONS, SHORT_LIVED);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Builder options;
    private final KeycloakHome home;
    private final Path log;
    private ServerProcess process;

    private KeycloakDistribution(Builder options, KeycloakHome home) {
        this.options = options;
        this.home = home;
        this.log = options.directory.resolveSibling(options.directory.getFileName() + ".log");
        deleteLogOfAnEarlierServer();
        this.process = launch();
    }

    /** A server in its own directory, which is made if it is not there. */
    public static Builder in(Path directory, Artifacts artifacts) {
        return new Builder(directory, artifacts);
    }

    @Override
    public URI url() {
        return options.url();
    }

    /** Where operators look: health and metrics. */
    public URI management() {
        return URI.create("http://localhost:" + options.managementPort);
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
        options.progress.accept("Keycloak starts at " + url() + ", which takes about half a minute. Its log: " + log);
        long begin = System.nanoTime();
        ServerProcess started = ServerProcess.start(
                "Keycloak",
                command(),
                Map.of(
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        ADMIN_USER,
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        ADMIN_PASSWORD,
                        JAVA_OPTIONS,
                        options.javaOptions),
                log);
        started.awaitReady(this::isReady);
        options.progress.accept("Keycloak is ready after "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        return started;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                home.command().toString(),
                options.mode,
                "--import-realm",
                "--hostname=" + options.hostname(),
                "--http-port=" + options.port,
                "--http-management-port=" + options.managementPort,
                "--health-enabled=true"));
        command.addAll(options.arguments);
        return command;
    }

    /** Keycloak answers HTTP before it has started its extensions; only this endpoint tells that they are up. */
    private boolean isReady() {
        URI health = URI.create("http://localhost:" + options.managementPort + "/health/ready");
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

    /** How a server is started. Unless told otherwise: {@code start-dev} on free ports, with the data it already has. */
    public static final class Builder {
        private final Path directory;
        private final Artifacts artifacts;
        private final List<String> arguments = new ArrayList<>();
        private final List<Path> providers = new ArrayList<>();
        private final List<Path> realms = new ArrayList<>();
        private String mode = "start-dev";
        private String javaOptions = "";
        private int port = FreePort.find();
        private int managementPort = FreePort.find();
        private URI hostname;
        private boolean fresh;
        private boolean empty;
        private boolean withPlugin = true;
        private Consumer<String> progress = System.out::println;

        private Builder(Path directory, Artifacts artifacts) {
            this.directory = directory;
            this.artifacts = artifacts;
        }

        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public Builder managementPort(int managementPort) {
            this.managementPort = managementPort;
            return this;
        }

        /** {@code start} instead of {@code start-dev}, for example. */
        public Builder mode(String mode) {
            this.mode = mode;
            return this;
        }

        /** Further options of its JVM. */
        public Builder javaOptions(String javaOptions) {
            this.javaOptions = javaOptions;
            return this;
        }

        /** Further arguments of {@code kc.sh}. */
        public Builder arguments(String... arguments) {
            this.arguments.addAll(List.of(arguments));
            return this;
        }

        /** A further JAR in {@code providers/}. */
        public Builder provider(Path jar) {
            this.providers.add(jar);
            return this;
        }

        /** A further realm that it imports when it starts, as {@link #export} wrote it. */
        public Builder realm(Path file) {
            this.realms.add(file);
            return this;
        }

        /** Where browsers reach it, if that is not its own address. */
        public Builder hostname(URI hostname) {
            this.hostname = hostname;
            return this;
        }

        /** Forget what an earlier server in this directory has stored. */
        public Builder fresh() {
            this.fresh = true;
            return this;
        }

        /** Keep the installation of an earlier server in this directory, and forget what it has stored. */
        public Builder empty() {
            this.empty = true;
            return this;
        }

        /** As after somebody has removed the JAR. */
        public Builder withoutPlugin() {
            this.withPlugin = false;
            return this;
        }

        /** Who hears how the start goes. */
        public Builder progress(Consumer<String> progress) {
            this.progress = progress;
            return this;
        }

        /** Returns when the server is ready. */
        public KeycloakDistribution start() {
            if (fresh) {
                KeycloakHome.delete(directory);
            }
            if (empty) {
                KeycloakHome.delete(directory.resolve(KeycloakHome.DATA));
            }
            KeycloakHome home = withPlugin
                    ? KeycloakHome.in(directory, artifacts.distribution(), artifacts.plugin())
                    : KeycloakHome.withoutPlugin(directory, artifacts.distribution());
            providers.forEach(home::addProvider);
            realms.forEach(home::addRealm);
            return new KeycloakDistribution(this, home);
        }

        private URI hostname() {
            return hostname == null ? url() : hostname;
        }

        private URI url() {
            return URI.create("http://localhost:" + port);
        }
    }
}
