package dev.relock.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.schedules.NodeSchedules.Failure;
import dev.relock.schedules.NodeSchedules.Figures;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The agent as it is built for pages, and the handshake and verifier as they run in Keycloak, through random schedules of
 * everything that can happen between them.
 */
class SchedulesTest {
    private static final int RUNS = Integer.getInteger("relock.schedules.runs", 6000);
    /** Drawn anew for every run, unless one is to be played again. */
    private static final long SEED =
            Long.getLong("relock.schedules.seed", RandomGenerator.getDefault().nextInt(1 << 30));

    private static Figures play(String kind) throws Exception {
        long start = System.nanoTime();
        Figures figures = NodeSchedules.play(kind, SEED, RUNS, "NONE");
        System.out.printf(
                Locale.ROOT,
                "Schedules (%s, seed %d): %,d schedules, %,d messages, %,d copied, %,d collisions, %.0f s%n",
                kind,
                SEED,
                figures.schedules(),
                figures.messages(),
                figures.copies(),
                figures.collisions(),
                (System.nanoTime() - start) / 1e9);
        Failure failure = figures.failure();
        if (failure != null) {
            throw new AssertionError(failure.violation() + "\n  " + String.join("\n  ", failure.log())
                    + "\nPlay it again: ./mvnw -pl schedules -am test -Dtest=SchedulesTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Drelock.schedules.runs=1 -Drelock.schedules.seed=" + failure.seed());
        }
        return figures;
    }

    @Test
    void anHonestBrowserIsNeverTakenForTwoAndAlwaysGetsThrough() throws Exception {
        Figures figures = play("honest");
        assertThat(figures.schedules()).isEqualTo(RUNS);
        assertThat(figures.collisions()).isZero();
        assertThat(figures.conflicts()).isZero();
    }

    @Test
    void aCopiedBrowserIsAlwaysFoundOutOnceBothCopiesHaveComeBack() throws Exception {
        Figures figures = play("copy");
        assertThat(figures.schedules()).isEqualTo(RUNS);
        assertThat(figures.copies()).isEqualTo(RUNS);
    }

    @ParameterizedTest
    @CsvSource({
        "honest, MARKS_WITHOUT_CHALLENGE, an honest browser was taken for two",
        "honest, CHALLENGE_OUTLIVES_LOSS, an honest browser was taken for two",
        "honest, LAZY_DISK, an honest browser was taken for two",
        "honest, RESTART_FORGETS_ROOT, an honest browser was taken for two",
        "honest, SPENT_TOKENS_FORGOTTEN, a token was accepted twice",
        "copy, GRACE_PERIOD, the copy that is behind got something",
    })
    void aDefenceThatIsMissingIsFoundOut(String kind, String fault, String violation) throws Exception {
        Figures figures = NodeSchedules.play(kind, 1, 3000, fault);
        assertThat(figures.failure())
                .as("%s after %d schedules", fault, figures.schedules())
                .isNotNull();
        assertThat(figures.failure().violation()).isEqualTo(violation);
    }

    @Test
    void aSeedPlaysTheSameScheduleAgain() throws Exception {
        Figures first = NodeSchedules.play("copy", SEED, 40, "NONE");
        Figures second = NodeSchedules.play("copy", SEED, 40, "NONE");
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(second.messages()).isEqualTo(first.messages());
    }
}
