package dev.relock.model;

import static dev.relock.model.Property.BEHIND_GETS_NOTHING;
import static dev.relock.model.Property.COPIES_ARE_FOUND_OUT;
import static dev.relock.model.Property.ENDED_FOR_BOTH;
import static dev.relock.model.Property.HONEST_GETS_THROUGH;
import static dev.relock.model.Property.HONEST_IS_NEVER_MARKED;
import static dev.relock.model.Property.TOKEN_COUNTS_ONCE;
import static dev.relock.model.Property.WITNESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.relock.model.Spin.Search;
import dev.relock.model.Spin.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checks the models of this folder: that they hold, that they are not empty, and that a broken rule would be noticed. */
class RotationModelTest {
    private static final Path ROTATION = Path.of("rotation.pml");
    private static final Path TOKENS = Path.of("tokens.pml");
    private static final String ONE_TAB = "TABS=1";
    private static final String TWO_TABS = "TABS=2";
    private static final String A_THIEF = "THIEF";

    @BeforeAll
    static void theCheckerIsInstalled() throws Exception {
        if (!Spin.isInstalled()) {
            if (System.getenv("CI") == null) {
                System.err.println(Spin.HOW_TO_INSTALL);
                abort(Spin.HOW_TO_INSTALL);
            }
            fail(Spin.HOW_TO_INSTALL);
        }
        Files.createDirectories(Path.of("target"));
    }

    @TestFactory
    Stream<DynamicTest> rotation() {
        return Stream.of(
                holds(
                        "an honest device is never marked, never has to sign a conflict, and always gets through:"
                                + " two tabs, two late messages",
                        ROTATION,
                        Search.EXHAUSTIVE,
                        TWO_TABS,
                        "LATE=2",
                        "NO_CONFLICTS"),
                holds(
                        "an honest device is never marked, never has to sign a conflict, and always gets through:"
                                + " two tabs, two cookies",
                        ROTATION,
                        Search.EXHAUSTIVE,
                        TWO_TABS,
                        "COOKIES=2",
                        "NO_CONFLICTS"),
                holds(
                        "of two copies the one that is behind gets nothing, they are found out, and neither goes on",
                        ROTATION,
                        Search.EXHAUSTIVE,
                        ONE_TAB,
                        A_THIEF),
                holds(
                        "dropping what can matter no more hides nothing",
                        ROTATION,
                        Search.EXHAUSTIVE,
                        TWO_TABS,
                        "NOTHING_DROPPED"));
    }

    @TestFactory
    Stream<DynamicTest> tokens() {
        return Stream.of(
                holds("a token is accepted at most once: ten of one epoch, two nodes", TOKENS, Search.EXHAUSTIVE),
                holds(
                        "a token is accepted at most once: three of each of two epochs, two nodes",
                        TOKENS,
                        Search.EXHAUSTIVE,
                        "EPOCHS=2",
                        "TOKENS=3"));
    }

    @TestFactory
    Stream<DynamicTest> mutants() {
        return Stream.of(
                caught("grace period: an old version is accepted for a while", HONEST_IS_NEVER_MARKED, "GRACE_PERIOD"),
                caught("grace period, with a copy", BEHIND_GETS_NOTHING, "GRACE_PERIOD", A_THIEF),
                caught("successor check dropped", HONEST_IS_NEVER_MARKED, "SUCCESSOR_CHECK_DROPPED"),
                caught("successor check dropped, with a copy", BEHIND_GETS_NOTHING, "SUCCESSOR_CHECK_DROPPED", A_THIEF),
                caught("write after send", HONEST_IS_NEVER_MARKED, "WRITE_AFTER_SEND"),
                caught("an old version marks without a challenge", HONEST_IS_NEVER_MARKED, "OLD_VERSION_MARKS"),
                caught("entry created without a challenge", HONEST_IS_NEVER_MARKED, "CREATED_WITHOUT_CHALLENGE"),
                caught("last step not kept", HONEST_IS_NEVER_MARKED, "LAST_STEP_NOT_KEPT"),
                caught("conflict signed without reading the store", HONEST_IS_NEVER_MARKED, "CONFLICT_WITHOUT_READING"),
                caught("each tab writes its own pending key", HONEST_IS_NEVER_MARKED, "PENDING_OVERWRITTEN", TWO_TABS),
                caught(
                        "answer stored without asking what is there",
                        HONEST_IS_NEVER_MARKED,
                        "ANSWER_STORED_UNCHECKED",
                        TWO_TABS),
                caught(
                        "answer from before the caches were lost is stored",
                        HONEST_IS_NEVER_MARKED,
                        "LOSSES_NOT_COUNTED",
                        TWO_TABS),
                caught("restart forgets the root at once", HONEST_IS_NEVER_MARKED, "RESTART_FORGETS_ROOT"),
                caught("challenge outlives the loss of the caches", HONEST_IS_NEVER_MARKED, "CHALLENGE_OUTLIVES_LOSS"),
                caught(
                        "put instead of put-if-absent and compare-and-set",
                        HONEST_IS_NEVER_MARKED,
                        "WRITTEN_WITHOUT_COMPARING"),
                caught(
                        "entry created in one cache while another holds one",
                        HONEST_IS_NEVER_MARKED,
                        "CREATED_IN_EITHER_CACHE",
                        TWO_TABS),
                caught(
                        "who does not fit may start over in place of what is held",
                        BEHIND_GETS_NOTHING,
                        "RESTART_REPLACES_ENTRY",
                        A_THIEF),
                caught(
                        "a collision ends only the one that is behind",
                        COPIES_ARE_FOUND_OUT,
                        "ONLY_THE_ONE_BEHIND_ENDS",
                        A_THIEF),
                caught("no tombstone", ENDED_FOR_BOTH, "TOMBSTONE_NOT_KEPT", A_THIEF),
                caught("restart refused", HONEST_GETS_THROUGH, "RESTART_REFUSED"),
                caught(TOKENS, "epoch rebuilt on a repeat", TOKEN_COUNTS_ONCE, "EPOCH_REBUILT_ON_REPEAT", "EPOCHS=2"),
                caught(
                        TOKENS,
                        "replay window written without comparing",
                        TOKEN_COUNTS_ONCE,
                        "WINDOW_WRITTEN_WITHOUT_COMPARING"),
                caught(TOKENS, "counters below the window accepted", TOKEN_COUNTS_ONCE, "OLD_COUNTERS_ACCEPTED"),
                caught(
                        TOKENS,
                        "ring of the window without a spare word",
                        TOKEN_COUNTS_ONCE,
                        "WINDOW_WITHOUT_SPARE_WORD"));
    }

    @TestFactory
    Stream<DynamicTest> theProofIsNotEmpty() {
        return Stream.of(
                happens("a lost answer is asked for again", ROTATION, "REPEATED", ONE_TAB),
                happens("a device resumes with its sealed cookie", ROTATION, "RESUMED", ONE_TAB),
                happens("a device starts over", ROTATION, "RESTARTED", ONE_TAB),
                happens("a device that was told to start over goes on after all", ROTATION, "WENT_BACK", ONE_TAB),
                happens("an honest run comes to its end", ROTATION, "GOT_THROUGH", ONE_TAB),
                happens("the copy steps first", ROTATION, "COPY_STEPPED", ONE_TAB, A_THIEF),
                happens("the browser finds the copy out", ROTATION, "MARKED_BY_BROWSER", ONE_TAB, A_THIEF),
                happens("the copy gives itself away", ROTATION, "MARKED_BY_COPY", ONE_TAB, A_THIEF),
                happens("the tenth token is accepted", TOKENS, "10"));
    }

    /** {@code ./mvnw -pl model test -Drelock.model=long}: wider bounds, half an hour and more, 6 GB. */
    @TestFactory
    Stream<DynamicTest> longRun() {
        if (!"long".equals(System.getProperty("relock.model"))) {
            return Stream.empty();
        }
        return Stream.of(
                holds(
                        "honest: two tabs, two late messages, two cookies",
                        ROTATION,
                        Search.EXHAUSTIVE_PACKED,
                        TWO_TABS,
                        "LATE=2",
                        "COOKIES=2",
                        "NO_CONFLICTS"),
                holds("a copy: two cookies", ROTATION, Search.SAMPLE, ONE_TAB, "COOKIES=2", A_THIEF),
                holds("a copy: two late messages", ROTATION, Search.SAMPLE, ONE_TAB, "LATE=2", A_THIEF),
                holds("a copy: two tabs", ROTATION, Search.SAMPLE, TWO_TABS, A_THIEF));
    }

    private static DynamicTest holds(String name, Path model, Search search, String... bounds) {
        return DynamicTest.dynamicTest(name, () -> {
            Verdict verdict = Spin.check(model, List.of(bounds), search);
            verdict.violated().ifPresent(property -> fail(property + ", after\n" + shortest(model, bounds, verdict)));
            System.out.println(name + ": " + verdict.states() + " states");
        });
    }

    private static String shortest(Path model, String[] bounds, Verdict found) {
        try {
            return Spin.check(model, List.of(bounds), Search.SHORTEST).story();
        } catch (Exception e) {
            return found.story();
        }
    }

    private static DynamicTest caught(String mutant, Property violated, String... defines) {
        return caught(ROTATION, mutant, violated, defines);
    }

    private static DynamicTest caught(Path model, String mutant, Property violated, String... defines) {
        return DynamicTest.dynamicTest("mutant '" + mutant + "' is caught", () -> {
            List<String> all = new ArrayList<>(List.of(defines));
            if (!all.contains(TWO_TABS)) {
                all.add(ONE_TAB);
            }
            assertThat(Spin.check(model, all, Search.SHORTEST).violated()).isEqualTo(Optional.of(violated));
        });
    }

    private static DynamicTest happens(String what, Path model, String witness, String... bounds) {
        return DynamicTest.dynamicTest("it can happen that " + what, () -> {
            List<String> all = new ArrayList<>(List.of(bounds));
            all.add("WITNESS=" + witness);
            assertThat(Spin.check(model, all, Search.SHORTEST).violated()).isEqualTo(Optional.of(WITNESS));
        });
    }
}
