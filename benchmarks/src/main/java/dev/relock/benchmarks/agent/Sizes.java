package dev.relock.benchmarks.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Bytes that a page loads, gzipped.
 *
 * @param agent {@code relock.js}
 * @param ed25519 what Ed25519 and its hash weigh when bundled alone
 * @param keycloakJs Keycloak's own adapter, bundled in the same way
 */
record Sizes(int agent, int ed25519, int keycloakJs) {

    /** Installs keycloak-js from the npm registry, and bundles. */
    static Sizes measure() {
        Path root = Path.of(System.getProperty("relock.root"));
        Path scripts = root.resolve("benchmarks/src/main/js");
        output(scripts, List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"));
        String json = output(
                scripts, List.of("node", "sizes.mjs", root.resolve("agent-js").toString()));
        try {
            return new ObjectMapper().readValue(json, Sizes.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed in " + directory);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
