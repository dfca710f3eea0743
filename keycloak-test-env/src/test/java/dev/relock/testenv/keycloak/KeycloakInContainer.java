package dev.relock.testenv.keycloak;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import dev.relock.testenv.process.FreePort;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** A real Keycloak in a container, started by Testcontainers Keycloak. */
public final class KeycloakInContainer implements RelockKeycloak {
    private static final Duration STARTUP = Duration.ofMinutes(6);

    private final int port = FreePort.find();
    private final KeycloakContainer container;

    private KeycloakInContainer(Artifacts artifacts, String version) {
        container = new KeycloakContainer("quay.io/keycloak/keycloak:" + version)
                .withProviderLibsFrom(List.of(artifacts.plugin().toFile()))
                .withRealmImportFile(DemoRealm.RESOURCE)
                .withAdminUsername(ADMIN_USER)
                .withAdminPassword(ADMIN_PASSWORD)
                // A fresh container builds Keycloak before it starts; on a busy machine two minutes are not enough.
                .withStartupTimeout(STARTUP)
                // The port must be known before the start: Keycloak is told its own address.
                .withCustomCommand("--hostname=" + url());
        container.setPortBindings(List.of(port + ":8080"));
        System.out.println("Keycloak starts in a container at " + url());
        container.start();
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
        return new KeycloakInContainer(Artifacts.ofTheBuild(), System.getProperty("relock.keycloak.version"));
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
