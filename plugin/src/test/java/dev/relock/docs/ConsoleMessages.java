package dev.relock.docs;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Properties;

/** What the admin console shows in the place of a key, in English. */
final class ConsoleMessages {
    private final Properties texts = new Properties();

    ConsoleMessages() {
        try (Reader reader = Files.newBufferedReader(MarkdownPage.ROOT.resolve(
                "theme/src/main/resources/theme-resources/messages/messages_en.properties"))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String of(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new AssertionError("There is no message " + key);
        }
        return text;
    }
}
