package dev.relock.testenv.examples;

import dev.relock.testenv.keycloak.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An example under {@code target}, where it is built; what an earlier run has built there is still there. */
record ExampleCopy(Path directory) {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Set<String> BUILT = Set.of("node_modules", "dist", "target");

    static ExampleCopy of(String name) {
        Path from = EXAMPLES.resolve(name);
        Path to = Artifacts.ofTheBuild().directory().resolve("examples").resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path within = from.relativize(file);
                if (BUILT.contains(within.getName(0).toString())) {
                    continue;
                }
                Path target = to.resolve(within);
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ExampleCopy(to);
    }

    /** Throws, with what the command said, when it fails. */
    void run(Map<String, String> environment, String... command) {
        Path log = directory.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            if (builder.start().waitFor() != 0) {
                throw new IllegalStateException(List.of(command) + " failed:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
