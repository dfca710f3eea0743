package dev.relock.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No page shows a message key instead of a message, in any language we have. */
class MessagesTest {
    private static final Path ROOT = Path.of("src/main/resources/theme-resources");
    private static final Pattern KEY = Pattern.compile("(?:msg\\(|label=|text=)\"([A-Za-z-]+)\"");
    private static final Set<String> KEYCLOAKS = Set.of("doContinue", "backToApplication");

    @Test
    void everyMessageOfATemplateExists() throws IOException {
        assertThat(messages("en").keySet()).containsAll(used());
    }

    @Test
    void everyMessageExistsInEveryLanguage() throws IOException {
        for (String language : languages()) {
            assertThat(messages(language).keySet())
                    .as(language)
                    .isEqualTo(messages("en").keySet());
        }
    }

    @Test
    void everyMessageIsAPatternThatKeycloakCanFormat() throws IOException {
        for (String language : languages()) {
            messages(language)
                    .forEach((key, text) -> assertThatCode(
                                    () -> new MessageFormat(text.toString(), Locale.forLanguageTag(language)))
                            .as("%s in %s", key, language)
                            .doesNotThrowAnyException());
        }
    }

    /** MessageFormat swallows a lone apostrophe; a typographic one needs no care. */
    @Test
    void noMessageHasAPlainApostrophe() throws IOException {
        for (String language : languages()) {
            assertThat(messages(language).values())
                    .as(language)
                    .noneMatch(text -> text.toString().contains("'"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relockBindTitleDays", "relockBindTitleHours", "relockBindDays", "relockBindHours"})
    void oneAndManyReadWell(String key) throws IOException {
        for (String language : languages()) {
            MessageFormat format =
                    new MessageFormat(messages(language).getProperty(key), Locale.forLanguageTag(language));

            assertThat(format.format(new Object[] {1})).doesNotContain("1").doesNotContain("{");
            assertThat(format.format(new Object[] {30})).contains("30").doesNotContain("{");
        }
    }

    private static Set<String> used() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> templates = Files.list(ROOT.resolve("templates"))) {
            for (Path template : templates.toList()) {
                KEY.matcher(Files.readString(template)).results().forEach(found -> keys.add(found.group(1)));
            }
        }
        keys.removeAll(KEYCLOAKS);
        return keys;
    }

    private static List<String> languages() throws IOException {
        try (Stream<Path> bundles = Files.list(ROOT.resolve("messages"))) {
            return bundles.map(bundle -> bundle.getFileName().toString())
                    .map(name -> name.substring("messages_".length(), name.indexOf('.')))
                    .collect(Collectors.toList());
        }
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader text = Files.newBufferedReader(ROOT.resolve("messages/messages_" + language + ".properties"))) {
            messages.load(text);
        }
        return messages;
    }
}
