package dev.relock.testenv.keycloak;

import dev.relock.testenv.process.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How a server is started. Unless told otherwise: {@code start-dev} on free ports, with the data it already has. */
public final class DistributionBuilder {
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

    DistributionBuilder(Path directory, Artifacts artifacts) {
        this.directory = directory;
        this.artifacts = artifacts;
    }

    public DistributionBuilder port(int port) {
        this.port = port;
        return this;
    }

    public DistributionBuilder managementPort(int managementPort) {
        this.managementPort = managementPort;
        return this;
    }

    /** {@code start} instead of {@code start-dev}, for example. */
    public DistributionBuilder mode(String mode) {
        this.mode = mode;
        return this;
    }

    /** Further options of its JVM. */
    public DistributionBuilder javaOptions(String javaOptions) {
        this.javaOptions = javaOptions;
        return this;
    }

    /** Further arguments of {@code kc.sh}. */
    public DistributionBuilder arguments(String... arguments) {
        this.arguments.addAll(List.of(arguments));
        return this;
    }

    /** A further JAR in {@code providers/}. */
    public DistributionBuilder provider(Path jar) {
        this.providers.add(jar);
        return this;
    }

    /** A further realm that it imports when it starts, as {@link KeycloakDistribution#export} wrote it. */
    public DistributionBuilder realm(Path file) {
        this.realms.add(file);
        return this;
    }

    /** Where browsers reach it, if that is not its own address. */
    public DistributionBuilder hostname(URI hostname) {
        this.hostname = hostname;
        return this;
    }

    /** Forget what an earlier server in this directory has stored. */
    public DistributionBuilder fresh() {
        this.fresh = true;
        return this;
    }

    /** Keep the installation of an earlier server in this directory, and forget what it has stored. */
    public DistributionBuilder empty() {
        this.empty = true;
        return this;
    }

    /** As after somebody has removed the JAR. */
    public DistributionBuilder withoutPlugin() {
        this.withPlugin = false;
        return this;
    }

    /** Who hears how the start goes. */
    public DistributionBuilder progress(Consumer<String> progress) {
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
        return new KeycloakDistribution(home, new Launch(command(home), environment(), url(), management(), progress));
    }

    /**
     * How a server is started, each time anew.
     *
     * @param url where browsers reach it, if not told otherwise
     * @param management where operators look
     * @param progress who hears how the start goes
     */
    record Launch(
            List<String> command,
            Map<String, String> environment,
            URI url,
            URI management,
            Consumer<String> progress) {}

    private List<String> command(KeycloakHome home) {
        List<String> command = new ArrayList<>(List.of(
                home.command().toString(),
                mode,
                "--import-realm",
                "--hostname=" + (hostname == null ? url() : hostname),
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--health-enabled=true"));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    private Map<String, String> environment() {
        return Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                RelockKeycloak.ADMIN_USER,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                RelockKeycloak.ADMIN_PASSWORD,
                KeycloakDistribution.JAVA_OPTIONS,
                javaOptions);
    }

    private URI url() {
        return URI.create("http://localhost:" + port);
    }

    private URI management() {
        return URI.create("http://localhost:" + managementPort);
    }
}
