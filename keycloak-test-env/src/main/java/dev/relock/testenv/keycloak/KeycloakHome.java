package dev.relock.testenv.keycloak;

import dev.relock.testenv.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directory of one server: a cheap copy of the unpacked distribution, with the plugin in {@code providers/}. */
public record KeycloakHome(Path directory) {
    /** 170 MB of libraries that Keycloak only reads: linked, not copied. */
    private static final Path LIBRARIES = Path.of("lib", "lib");
    /** What a server has stored, below its directory. */
    static final String DATA = "data";

    /** Keeps what an earlier server left in {@code data/}; only the plugin and the realm file are put there anew. */
    public static KeycloakHome in(Path directory, Path distribution, Path plugin) {
        KeycloakHome home = withoutPlugin(directory, distribution);
        try {
            Files.copy(
                    plugin,
                    directory.resolve("providers").resolve("keycloak-relock.jar"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin cannot be copied to " + directory, e);
        }
        return home;
    }

    /** The same without the plugin. */
    static KeycloakHome withoutPlugin(Path directory, Path distribution) {
        try {
            if (!Files.exists(directory)) {
                copy(distribution, directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak cannot be set up in " + directory, e);
        }
        KeycloakHome home = new KeycloakHome(directory);
        DemoRealm.copyTo(home.data().resolve("import"));
        return home;
    }

    /** Puts one more JAR beside the plugin. */
    void addProvider(Path jar) {
        try {
            Files.copy(
                    jar,
                    directory.resolve("providers").resolve(jar.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be added to " + directory, e);
        }
    }

    /** Puts a realm there that the server imports when it starts, unless it has one of this name. */
    void addRealm(Path file) {
        try {
            Files.copy(file, data().resolve("import").resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be added to " + directory, e);
        }
    }

    /** {@code kc.sh build}, for servers that start with {@code --optimized} or that many are copied from. */
    public void build(Path log, String... options) {
        List<String> command = Stream.concat(Stream.of(command().toString(), "build"), Stream.of(options))
                .toList();
        try (ServerProcess build = ServerProcess.start("kc.sh build", command, KeycloakDistribution.BRIEFLY, log)) {
            build.awaitEnd();
        }
    }

    /** Another node of the same build. */
    public KeycloakHome copyTo(Path other) {
        try {
            copy(directory, other);
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak cannot be copied to " + other, e);
        }
        return new KeycloakHome(other);
    }

    /** Removes the server and all it has stored. */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be deleted", e);
        }
    }

    /** {@code kc.sh}. */
    public Path command() {
        return directory.resolve("bin").resolve("kc.sh");
    }

    Path data() {
        return directory.resolve(DATA);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(dir)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                if (relative.startsWith(LIBRARIES)) {
                    Files.createLink(to.resolve(relative), file);
                } else {
                    // With its time: Keycloak builds itself anew when a file looks changed.
                    Files.copy(file, to.resolve(relative), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
