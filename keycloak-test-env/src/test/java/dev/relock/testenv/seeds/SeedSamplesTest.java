package dev.relock.testenv.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples that the browser tests run are those of the documents. */
final class SeedSamplesTest {
    private static final Pattern JAVASCRIPT = Pattern.compile("```javascript\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @EnumSource
    void aSampleIsWordForWordInItsDocument(Sample sample) throws IOException {
        assertThat(words(document(sample.document()))).contains(words(sample.text()));
    }

    @Test
    void theGatewayLoginHasNoOtherJavaScriptThanTheseSamples() throws IOException {
        List<String> printed = JAVASCRIPT
                .matcher(document("gateway-login"))
                .results()
                .map(block -> words(block.group(1)))
                .toList();

        assertThat(printed)
                .containsExactlyElementsOf(Sample.of("gateway-login").stream()
                        .map(sample -> words(sample.text()))
                        .toList());
    }

    @Test
    void theFrontendIntegrationHasNoOtherLinesOfCodeThanTheseSamples() throws IOException {
        List<String> samples = Sample.of("frontend-integration").stream()
                .flatMap(sample -> sample.text().lines())
                .map(String::strip)
                .toList();

        assertThat(document("frontend-integration")
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("//") || line.startsWith("<script") || line.endsWith(";")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(samples).contains(line));
    }

    static Stream<Blank> blanks() {
        return Blank.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("blanks")
    void whatIsFilledInIsABlankOfASample(Blank blank) {
        assertThat(Arrays.stream(Sample.values()).map(Sample::text))
                .anySatisfy(text ->
                        assertThat(text).containsPattern("(?<!\\w)" + Pattern.quote(blank.printed()) + "(?!\\w)"));
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The documents lie beside the checkout, in {@code ../shared/seeds}; beside a worktree, further up. */
    private static String document(String name) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Optional<Path> documents = Stream.iterate(here, directory -> directory != null, Path::getParent)
                .map(directory -> directory.resolve("shared").resolve("seeds"))
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(documents.isPresent(), "The documents are not here");
        return Files.readString(documents.get().resolve(name + ".md"), StandardCharsets.UTF_8);
    }
}
