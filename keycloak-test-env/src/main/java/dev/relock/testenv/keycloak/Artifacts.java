package dev.relock.testenv.keycloak;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build has put together, told by the system properties that the build and {@code ./demo} set. */
public record Artifacts(Path distribution, Path plugin, Path directory) {

    public static Artifacts ofTheBuild() {
        return new Artifacts(
                existing("relock.keycloak.distribution"),
                existing("relock.plugin"),
                Path.of(System.getProperty("relock.directory")));
    }

    /** The JAR for Keycloaks with the feature "ssf". */
    public Path sharedSignals() {
        return plugin.resolveSibling("keycloak-relock-shared-signals.jar");
    }

    private static Path existing(String property) {
        String value = System.getProperty(property);
        if (value == null || !Files.exists(Path.of(value))) {
            throw new IllegalStateException("System property " + property + " must name an existing path, not " + value
                    + ": run through ./mvnw verify or ./demo");
        }
        return Path.of(value);
    }
}
