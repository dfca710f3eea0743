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

    /** Of a kind and on a platform, and never fewer than one. */
    private static Figures play(String kind, String platform, int runs) throws Exception {
        long start = System.nanoTime();
        Figures figures = NodeSchedules.play(kind, SEED, Math.max(1, runs), "NONE", platform);
        System.out.printf(
                Locale.ROOT,
                "Schedules (%s, %s, seed %d): %,d schedules, %,d messages, %,d copied, %,d collisions, %.0f s%n",
                kind,
                platform,
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
        assertThat(figures.schedules()).isEqualTo(Math.max(1, runs));
        return figures;
    }

    @Test
    void anHonestBrowserIsNeverTakenForTwoAndAlwaysGetsThrough() throws Exception {
        Figures figures = play("honest", "fast", RUNS * 7 / 10);
        assertThat(figures.collisions()).isZero();
        assertThat(figures.conflicts()).isZero();
    }

    @Test
    void aCopiedBrowserIsAlwaysFoundOutOnceBothCopiesHaveComeBack() throws Exception {
        Figures figures = play("copy", "fast", RUNS * 3 / 10);
        // Where every tab crashed before the first write there was nothing to copy.
        assertThat(figures.copies()).isGreaterThan(figures.schedules() * 9 / 10);
    }

    @Test
    void withTheCryptographyAndTheStoreOfABrowserItIsTheSame() throws Exception {
        assertThat(play("honest", "browser", RUNS / 100).collisions()).isZero();
        play("copy", "browser", RUNS / 100);
    }

    @ParameterizedTest
    @CsvSource({
        "honest, MARKS_WITHOUT_CHALLENGE, 1, an honest browser was taken for two",
        "honest, CHALLENGE_OUTLIVES_LOSS, 1, an honest browser was taken for two",
        "honest, LAZY_DISK, 1, an honest browser was taken for two",
        // The rarest: one schedule in ten thousand.
        "honest, RESTART_FORGETS_ROOT, 14000, an honest browser was taken for two",
        "honest, SPENT_TOKENS_FORGOTTEN, 1, a token was accepted twice",
        "copy, GRACE_PERIOD, 1, the copy that is behind got something",
    })
    void aDefenceThatIsMissingIsFoundOut(String kind, String fault, long seed, String violation) throws Exception {
        Figures figures = NodeSchedules.play(kind, seed, 3000, fault, "fast");
        assertThat(figures.failure())
                .as("%s after %d schedules", fault, figures.schedules())
                .isNotNull();
        assertThat(figures.failure().violation()).isEqualTo(violation);
    }

    @Test
    void aSeedPlaysTheSameScheduleAgain() throws Exception {
        Figures first = NodeSchedules.play("copy", SEED, 40, "NONE", "fast");
        Figures second = NodeSchedules.play("copy", SEED, 40, "NONE", "fast");
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(second.messages()).isEqualTo(first.messages());
    }
}
