package dev.relock.testenv.keycloak;

import static org.awaitility.Awaitility.await;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import dev.relock.testenv.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** A real Keycloak in a container, of the image that docs/install.md tells to build, started by Testcontainers Keycloak. */
public final class KeycloakInContainer implements RelockKeycloak {
    private static final Pattern DOCKERFILE = Pattern.compile("(?s)```dockerfile\n(.*?COPY (\\S+\\.jar) .*?)```");
    private static final Duration STARTUP = Duration.ofMinutes(6);

    private final int port = FreePort.find();
    private final KeycloakContainer container;

    private KeycloakInContainer(Artifacts artifacts) {
        container = new KeycloakContainer(image(artifacts.plugin()))
                .withProductionMode()
                .withOptimizedFlag()
                .withEnv("KC_HTTP_ENABLED", "true")
                .withEnv(KeycloakDistribution.BRIEFLY)
                .withRealmImportFile(DemoRealm.RESOURCE)
                .withAdminUsername(ADMIN_USER)
                .withAdminPassword(ADMIN_PASSWORD)
                // On a busy machine two minutes are not enough.
                .withStartupTimeout(STARTUP)
                // The port must be known before the start: Keycloak is told its own address.
                .withCustomCommand("--hostname=" + url());
        container.setPortBindings(List.of(port + ":8080"));
        System.out.println("Keycloak starts in a container at " + url());
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        // In production mode a new node trusts nobody until it has seen for a while that it is alone.
        await("trust").atMost(STARTUP).until(this::health, health -> health.contains("\"confirmed\""));
    }

    private String health() throws IOException, InterruptedException {
        URI ready = URI.create(container.getMgmtServerUrl() + "/health/ready");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** As the documentation tells to build it, with the JAR beside the Dockerfile. */
    private static String image(Path plugin) {
        Path page = Path.of(System.getProperty("relock.docs"), "install.md");
        try {
            Matcher dockerfile = DOCKERFILE.matcher(Files.readString(page));
            if (!dockerfile.find()) {
                throw new IllegalStateException(page + " has no Dockerfile");
            }
            System.out.println("The image of the documentation is built");
            return new ImageFromDockerfile("relock-documented")
                    .withFileFromString("Dockerfile", dockerfile.group(1))
                    .withFileFromPath(dockerfile.group(2), plugin)
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test on a machine without a container engine; in CI that is a failure. */
    static KeycloakInContainer start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            String message = "No Docker engine answers: the tests in containers cannot run";
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(message);
            }
            System.out.println(message + ", and are skipped");
            Assumptions.abort(message);
        }
        awaitImageOfCi();
        return new KeycloakInContainer(Artifacts.ofTheBuild());
    }

    /** {@code .ci/run} sees to Keycloak's image beside the build; elsewhere the engine pulls it when it is asked for. */
    private static void awaitImageOfCi() {
        String tried = System.getenv("RELOCK_IMAGE_TRIED");
        if (tried != null) {
            await("the image of Keycloak").atMost(STARTUP).until(() -> Files.exists(Path.of(tried)));
        }
    }

    @Override
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public void close() {
        container.stop();
    }
}
