package dev.relock.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.text.MessageFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No page, mail or console shows a message key instead of a message, in any language we have. */
class MessagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Set<String> KEYCLOAKS = Set.of("doContinue", "backToApplication");
    /** Strings in Java that look like keys: the names of the caches, and how keys of settings begin. */
    private static final Set<String> NO_KEYS =
            Set.of("relockDevices", "relockVisitors", "relockEpochs", "relockDepartures", "relockPolicy");
    /** What no language says in another way: numbers, and names of settings. */
    private static final Pattern LITERALS = Pattern.compile("\\d+|relock\\.\\w+|##");

    static List<Messages> languages() {
        return Messages.all();
    }

    @Test
    void thereAreAtLeastEightLanguages() {
        assertThat(Messages.all())
                .extracting(Messages::language)
                .contains("de", "en", "es", "fr", "it", "ja", "pl", "pt_BR");
    }

    @Test
    void everyMessageOfATemplateExists() {
        assertThat(Sources.keysInTemplates())
                .filteredOn(key -> !KEYCLOAKS.contains(key))
                .isSubsetOf(Messages.english().texts().keySet());
    }

    @Test
    void everyMessageOfTheAdminConsoleExists() {
        assertThat(Sources.keysOfSettings())
                .hasSizeGreaterThan(70)
                .isSubsetOf(Messages.english().texts().keySet());
    }

    /** A string in Java that looks like a key is one, or a variable of a template. */
    @Test
    void everyMessageOfTheJavaCodeExists() {
        Set<String> known = new TreeSet<>(Messages.english().texts().keySet());
        known.addAll(Sources.variablesInTemplates());
        known.addAll(NO_KEYS);

        assertThat(Sources.literalsInJava())
                .filteredOn(literal -> literal.matches("relock[A-Z].*"))
                .isSubsetOf(known);
    }

    @Test
    void everyMessageIsUsed() {
        Set<String> used = new TreeSet<>(Sources.keysInTemplates());
        used.addAll(Sources.literalsInJava());
        used.addAll(Sources.keysOfSettings());

        assertThat(Messages.english().texts().keySet()).isSubsetOf(used);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMessageExistsInEveryLanguage(Messages messages) {
        Set<String> missing = new TreeSet<>(Messages.english().texts().keySet());
        missing.removeAll(messages.texts().keySet());
        Set<String> tooMany = new TreeSet<>(messages.texts().keySet());
        tooMany.removeAll(Messages.english().texts().keySet());

        assertThat(missing)
                .as("messages_%s.properties lacks", messages.language())
                .isEmpty();
        assertThat(tooMany)
                .as("only messages_%s.properties has", messages.language())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMessageIsAPatternThatKeycloakCanFormat(Messages messages) {
        messages.texts()
                .forEach((key, text) -> assertThatCode(() -> new MessageFormat(text, messages.locale()))
                        .as("%s in %s", key, messages.language())
                        .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyMessageSaysAsMuchAsTheEnglishOne(Messages messages) {
        Messages.english().texts().forEach((key, english) -> {
            String text = messages.texts().getOrDefault(key, english);
            assertThat(placeholders(text))
                    .as("placeholders of %s in %s", key, messages.language())
                    .isEqualTo(placeholders(english));
            assertThat(text)
                    .as("%s in %s", key, messages.language())
                    .isNotBlank()
                    .isEqualTo(text.strip());
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyHelpNamesTheSameSettingAndRange(Messages messages) {
        assertThat(Messages.english().texts().keySet())
                .filteredOn(key -> key.matches("relock(Policy|Setting).*Help"))
                .hasSizeGreaterThan(40)
                .allSatisfy(key -> assertThat(literals(messages.texts().get(key)))
                        .as("%s in %s", key, messages.language())
                        .isEqualTo(literals(Messages.english().texts().get(key))));
    }

    /** MessageFormat swallows a lone apostrophe; a typographic one needs no care. */
    @ParameterizedTest
    @MethodSource("languages")
    void noMessageHasAPlainApostrophe(Messages messages) {
        assertThat(messages.texts()).allSatisfy((key, text) -> assertThat(text).doesNotContain("'"));
    }

    /** Mails as text, pages as HTML, consoles by their own means: markup would show in one of them. */
    @ParameterizedTest
    @MethodSource("languages")
    void noMessageHasMarkup(Messages messages) {
        assertThat(messages.texts())
                .allSatisfy((key, text) ->
                        assertThat(text.replaceAll("\\d#|\\d<\\{", "")).doesNotContain("<", ">", "&", "${"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relockBindTitleDays", "relockBindTitleHours", "relockBindDays", "relockBindHours"})
    void oneAndManyReadWell(String key) {
        for (Messages messages : Messages.all()) {
            MessageFormat format = new MessageFormat(messages.texts().get(key), messages.locale());

            assertThat(format.format(new Object[] {1})).doesNotContain("1").doesNotContain("{");
            assertThat(format.format(new Object[] {30})).contains("30").doesNotContain("{");
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2 godziny", "4, 4 godziny", "5, 5 godzin", "12, 12 godzin", "21, 21 godzin", "23, 23 godziny"})
    void polishCountsAsPolesDo(int hours, String text) {
        Messages polish = Messages.all().stream()
                .filter(messages -> messages.language().equals("pl"))
                .findFirst()
                .orElseThrow();

        assertThat(new MessageFormat(polish.texts().get("relockBindTitleHours"), polish.locale())
                        .format(new Object[] {hours}))
                .contains(text);
    }

    private static List<String> literals(String text) {
        return LITERALS.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
