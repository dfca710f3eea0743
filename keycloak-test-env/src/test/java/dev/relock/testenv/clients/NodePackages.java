package dev.relock.testenv.clients;

import dev.relock.testenv.process.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a client of these tests takes from the npm registry: exactly what its lock file names. */
final class NodePackages {
    private NodePackages() {}

    /**
     * Installs them into the directory, beside the client's own files.
     *
     * @param name of the folder of the client among the resources
     */
    static void install(String name, Path directory, String... files) {
        try {
            Files.createDirectories(directory);
            List<String> all = Stream.concat(Stream.of("package.json", "package-lock.json"), Stream.of(files))
                    .toList();
            for (String file : all) {
                try (InputStream resource = NodePackages.class.getResourceAsStream("/clients/" + name + "/" + file)) {
                    Files.copy(resource, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Commands.run(directory, Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
