package dev.relock.testenv.examples;

import dev.relock.testenv.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An example in Node.js, installed and built under {@code target}, as its README says. */
final class NodeExample {
    private static final Path AGENT = Path.of("..", "agent-js", "dist", "esm");

    private final ExampleCopy example;
    private final Path directory;
    private final Map<String, String> environment;

    private NodeExample(ExampleCopy example, Map<String, String> environment) {
        this.example = example;
        this.directory = example.directory();
        this.environment = environment;
    }

    /** Installs what its lock file names, unless that is there from an earlier run. */
    static NodeExample install(String name, Map<String, String> environment) {
        ExampleCopy.of("check");
        NodeExample example = new NodeExample(ExampleCopy.of(name), environment);
        example.installOnce();
        return example;
    }

    /** Its build, with the agent's package as this build has made it. */
    NodeExample build() {
        run("npm", "run", "build");
        return this;
    }

    /** Returns when it listens. */
    ServerProcess start(int port) {
        ServerProcess process = ServerProcess.start(
                directory.getFileName().toString(),
                List.of("npm", "--prefix", directory.toString(), "start"),
                environment,
                directory.resolve("log"));
        process.awaitReady(() -> listens(port));
        return process;
    }

    private void installOnce() {
        Path lock = directory.resolve("package-lock.json");
        Path installed = directory.resolve("node_modules").resolve(".installed");
        try {
            if (Files.exists(installed) && Files.readString(installed).equals(Files.readString(lock))) {
                return;
            }
            run("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
            Files.writeString(installed, Files.readString(lock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String... command) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("RELOCK_AGENT", AGENT.toAbsolutePath().normalize().toString());
        example.run(all, command);
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
