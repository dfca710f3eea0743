package dev.relock.testenv.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.testenv.http.OidcClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A Node.js program that signs in by the npm package {@code openid-client}. */
final class OpenidClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process node;
    private final BufferedReader output;

    private OpenidClient(Process node) {
        this.node = node;
        this.output = node.inputReader(StandardCharsets.UTF_8);
    }

    /** Installs the package from the npm registry into the directory. */
    static OpenidClient start(OidcClient client, Path directory) {
        NodePackages.install("openid-client", directory, "sign-in.mjs");
        try {
            return new OpenidClient(new ProcessBuilder(
                            "node",
                            "sign-in.mjs",
                            client.realm().toString(),
                            client.id(),
                            client.secret(),
                            OidcClient.CALLBACK.toString())
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it sends its user. */
    URI request() {
        return URI.create(line());
    }

    /** What it is told about the user who came back. */
    JsonNode finish(URI callback) {
        try {
            try (Writer input = node.outputWriter(StandardCharsets.UTF_8)) {
                input.write(callback + "\n");
            }
            return JSON.readTree(line());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("openid-client gave up; see its error above");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        node.destroy();
    }
}
