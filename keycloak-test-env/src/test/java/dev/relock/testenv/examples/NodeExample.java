package dev.relock.testenv.examples;

import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An example in Node.js, installed and built under {@code target}, as its README says. */
final class NodeExample {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Path AGENT = Path.of("..", "agent-js", "dist", "esm");

    private final Path directory;
    private final Map<String, String> environment;

    private NodeExample(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    /** Installs what its lock file names, unless that is there from an earlier run. */
    static NodeExample install(String name, Map<String, String> environment) {
        Path all = Artifacts.ofTheBuild().directory().resolve("examples");
        copy("check", all);
        copy(name, all);
        NodeExample example = new NodeExample(all.resolve(name), environment);
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
                directory.getFileName().toString(), List.of("npm", "start"), environment, directory.resolve("log"));
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
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("build.log").toFile());
        builder.environment().putAll(environment);
        builder.environment()
                .put("RELOCK_AGENT", AGENT.toAbsolutePath().normalize().toString());
        try {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException(
                        List.of(command) + " failed:\n" + Files.readString(directory.resolve("build.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void copy(String name, Path to) {
        Path from = EXAMPLES.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !from.relativize(path).startsWith("node_modules"))
                    .filter(path -> !from.relativize(path).startsWith("dist"))
                    .toList()) {
                Path target = to.resolve(name).resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
