package dev.relock.testenv.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples run as they are printed but for their blanks, so nothing else may be filled in. */
final class BlankTest {
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
}
