package dev.relock.testenv.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that are installed on this machine. */
public final class Executables {
    /** Where Debian keeps servers; not on the path of ordinary users. */
    private static final String SERVERS = "/usr/sbin";

    private Executables() {}

    /** The first of these names that is installed. */
    public static Optional<Path> find(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> directories().map(directory -> directory.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> directories() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Stream.of(SERVERS))
                .map(Path::of);
    }
}
