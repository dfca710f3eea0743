package dev.relock.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformancePageTest {

    @ParameterizedTest
    @ValueSource(strings = {"core", "memory", "bindings", "server", "login", "agent"})
    void thePageHasAPlaceForEachBenchmark(String section) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "performance.md"));
        Report report = new Report(section).note("measured anew");

        String written = PerformancePage.replaced(page, report);

        assertThat(written).contains("measured anew");
        assertThat(PerformancePage.replaced(written, report)).isEqualTo(written);
    }

    @Test
    void aTableHasALineForEachRowAndAColumnForEachCell() {
        Table table = Table.withHead("what", "µs").row("one", "1").row("two", "22");

        assertThat(table.markdown()).isEqualTo("| what | µs |\n| --- | --- |\n| one | 1 |\n| two | 22 |");
        assertThat(table.text()).isEqualTo("what  µs\none    1\ntwo   22");
    }

    @Test
    void whatCountsIsTheMedian() {
        Samples samples = new Samples().add(1).add(100).add(2);

        assertThat(samples.median()).isEqualTo(2);
        assertThat(samples.spread()).isEqualTo("2.00 (1.00–100)");
    }

    @Test
    void aGoalIsMetAtItsLimitAndMissedBeyond() {
        assertThat(Goal.atMost("", 1.3, 1.3).verdict()).isEqualTo("1.30, met");
        assertThat(Goal.atMost("", 1.3, 1.4).verdict()).isEqualTo("1.40, **missed**");
        assertThat(Goal.atLeast("", 3, 2.9).verdict()).isEqualTo("2.90, **missed**");
    }
}
