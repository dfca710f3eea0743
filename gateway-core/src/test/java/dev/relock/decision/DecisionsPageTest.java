package dev.relock.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DecisionCase.Outcome;
import dev.relock.proof.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/decisions.md shows the table as it is. Run with {@code -Drelock.docs.write} it writes the page anew. */
class DecisionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "decisions.md");
    private static final String BEGIN = "<!-- table: written by the build -->\n";
    private static final String END = "<!-- end of the table -->\n";

    @Test
    void thePageShowsTheTable() throws IOException {
        String page = Files.readString(PAGE);
        String expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if (System.getProperty("relock.docs.write") != null) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String table() {
        String head =
                "| who, on which browser | state | condition | deny | event | claims |\n|---|---|---|---|---|---|\n";
        return Arrays.stream(DecisionCase.values())
                .map(DecisionsPageTest::line)
                .collect(Collectors.joining("", head, ""));
    }

    private static String line(DecisionCase row) {
        String event = row.refusal()
                .map(Refusal::id)
                .map(reason -> "`relock_refusal` = `" + reason + "`")
                .or(() -> row.stepUp().map(reason -> "`relock_step_up` = `" + reason.id() + "`"))
                .orElse("");
        boolean proven = row.state() != TrustState.UNPROVEN;
        String claims = proven
                ? "device"
                        + (row.state() == TrustState.UNOWNED || row.state() == TrustState.OTHER_USER
                                ? ""
                                : ", assurance")
                : "";
        return "| " + row.title() + " | `" + row.state().id() + "` | " + word(row.outcome()) + " | "
                + word(row.outcomeOfDenial()) + " | " + event + " | " + claims + " |\n";
    }

    private static String word(Outcome outcome) {
        String word = outcome.name().toLowerCase(Locale.ROOT);
        return outcome == Outcome.TRUST ? "**" + word + "**" : word;
    }
}
