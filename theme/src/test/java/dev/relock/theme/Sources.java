package dev.relock.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where messages are used: the templates, and the Java of the rooms that show something. */
final class Sources {
    static final Path TEMPLATES = Path.of("src/main/resources/theme-resources/templates");
    private static final List<Path> ROOMS = List.of(
            Path.of("../gateway-core/src/main/java"),
            Path.of("../authenticator-spi/src/main/java"),
            Path.of("../realm-resource-provider/src/main/java"));
    private static final Path SETTINGS =
            Path.of("../gateway-core/src/main/java/dev/relock/keycloak/RealmAttribute.java");
    private static final Pattern SETTING = Pattern.compile("(?m)^ {4}[A-Z0-9_]+\\(\\s*\"(\\w+)\"");
    private static final Pattern IN_TEMPLATE = Pattern.compile("(?:msg\\(|label=|text=|noScript=)\"([A-Za-z-]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("(?<![\"\\w])relock[A-Z]\\w*");
    private static final Pattern LITERAL = Pattern.compile("\"(relock[A-Z-][\\w-]*)\"");

    private Sources() {}

    /** What templates show. */
    static Set<String> keysInTemplates() {
        return found(IN_TEMPLATE, 1, templates());
    }

    /** What templates are told by Java. */
    static Set<String> variablesInTemplates() {
        return found(VARIABLE, 0, templates());
    }

    /** Strings in Java that may be keys of messages. */
    static Set<String> literalsInJava() {
        return found(
                LITERAL, 1, ROOMS.stream().flatMap(room -> files(room, ".java")).toList());
    }

    /** What the admin console names and explains the settings of a realm by. */
    static Set<String> keysOfSettings() {
        return found(SETTING, 1, List.of(SETTINGS)).stream()
                .map(name -> "relockPolicy" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .flatMap(label -> Stream.of(label, label + "Help"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Path> templates() {
        return files(TEMPLATES, ".ftl").toList();
    }

    private static Set<String> found(Pattern pattern, int group, List<Path> files) {
        return files.stream()
                .flatMap(file -> pattern.matcher(read(file)).results())
                .map(match -> match.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Path> files(Path directory, String ending) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
