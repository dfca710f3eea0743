package dev.relock.theme;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The messages of one language, as Keycloak names its file: {@code pt_BR}. */
record Messages(String language, Map<String, String> texts) {
    private static final Path DIRECTORY = Path.of("src/main/resources/theme-resources/messages");

    static List<Messages> all() {
        try (Stream<Path> bundles = Files.list(DIRECTORY)) {
            return bundles.sorted().map(Messages::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Messages english() {
        return read(DIRECTORY.resolve("messages_en.properties"));
    }

    private static Messages read(Path bundle) {
        Properties texts = new Properties();
        try (Reader text = Files.newBufferedReader(bundle)) {
            texts.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sorted = new TreeMap<>();
        texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
        return new Messages(bundle.getFileName().toString().replaceAll("messages_|\\.properties", ""), sorted);
    }

    Locale locale() {
        return Locale.forLanguageTag(language.replace('_', '-'));
    }
}
