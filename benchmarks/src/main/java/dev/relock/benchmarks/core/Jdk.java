package dev.relock.benchmarks.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param feature 17, for example
 * @param version as it names itself
 */
public record Jdk(Path home, int feature, String version) {

    public static Jdk in(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"), StandardCharsets.UTF_8)) {
            String version = lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", ""))
                    .findFirst()
                    .orElseThrow();
            return new Jdk(home, Runtime.Version.parse(version).feature(), "JDK " + version);
        } catch (IOException e) {
            throw new UncheckedIOException("No JDK in " + home, e);
        }
    }

    /** The one that runs this. */
    public static Jdk current() {
        return in(Path.of(System.getProperty("java.home")));
    }

    String name() {
        return "JDK " + feature;
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** One collector for all, and leave to call OpenSSL. */
    String[] arguments() {
        List<String> always = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");
        return (feature < 24
                        ? always.stream()
                        : Stream.concat(always.stream(), Stream.of("--enable-native-access=ALL-UNNAMED")))
                .toArray(String[]::new);
    }
}
