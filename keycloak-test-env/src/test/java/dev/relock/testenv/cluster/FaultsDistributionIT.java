package dev.relock.testenv.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.history.Verdict;
import dev.relock.history.Violation;
import dev.relock.history.Violation.Rule;
import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cluster under load while something befalls it. What every client saw is recorded and judged.
 *
 * <p>By default one fault with some hundred tokens. {@code -Drelock.faults} names others, or all; {@code docs/testing.md} has
 * the commands.
 */
@KeycloakTest
class FaultsDistributionIT {
    private static final int TOKENS = Integer.getInteger("relock.faults.tokens", 600);
    private static final Duration BOUND = Duration.ofSeconds(Integer.getInteger("relock.faults.bound", 180));
    private static final Path TABLE = Path.of(System.getProperty("relock.directory", "target"), "faults.md");

    private static Setup running;
    private static KeycloakCluster own;

    static Stream<Arguments> faults() {
        List<Setup> setups = named("relock.faults.setups", Setup.values(), Setup.TWO_NODES);
        List<Fault> faults = named("relock.faults", Fault.values(), Fault.CUT);
        return setups.stream().flatMap(setup -> faults.stream().map(fault -> Arguments.of(setup, fault)));
    }

    private static <E extends Enum<E>> List<E> named(String property, E[] all, E otherwise) {
        String names = System.getProperty(property, otherwise.name());
        return Arrays.stream(all)
                .filter(one -> names.equals("all") || List.of(names.split(",")).contains(one.name()))
                .toList();
    }

    @BeforeAll
    static void head() throws IOException {
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, """
                | cluster | fault | tokens | accepted | refused | 503 or no answer | steps | sign-ins trusted | \
                accepted twice | two successors | bindings lost | devices flagged | trust resumed after |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|
                """);
    }

    @AfterAll
    static void tell() throws IOException {
        System.out.println(Files.readString(TABLE));
        stop();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostAndNothingCountsTwice(Setup setup, Fault fault, KeycloakCluster shared) throws IOException {
        requireCuts(fault);
        KeycloakCluster cluster = setup == Setup.TWO_NODES ? shared : own(setup);
        Verdict verdict = new Trial(cluster, TOKENS, BOUND).of(fault, setup.isSticky());
        Files.writeString(TABLE, row(setup, fault, verdict), StandardOpenOption.APPEND);
        assertThat(verdict.violations().stream().map(Violation::toString)).isEmpty();
        assertThat(verdict.accepted()).isGreaterThan(TOKENS / 2);
        assertThat(verdict.rotations()).isPositive();
    }

    private static String row(Setup setup, Fault fault, Verdict verdict) {
        return "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d s |%n"
                .formatted(
                        setup,
                        fault,
                        verdict.tokens(),
                        verdict.accepted(),
                        verdict.refused(),
                        verdict.unavailable(),
                        verdict.rotations(),
                        verdict.signIns(),
                        verdict.count(Rule.ACCEPTED_TWICE),
                        verdict.count(Rule.TWO_SUCCESSORS),
                        verdict.count(Rule.BINDING_LOST),
                        verdict.count(Rule.HONEST_DEVICE_FLAGGED),
                        verdict.resumed().toSeconds());
    }

    /** Skips the test on a machine whose network we may not cut; in CI that is a failure. */
    private static void requireCuts(Fault fault) {
        if (fault.cuts() && !KeycloakCluster.isCuttable()) {
            String message = "Neither root nor sudo: the network of a cluster cannot be cut";
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(message);
            }
            System.out.println(message + ", and that test is skipped");
            Assumptions.abort(message);
        }
    }

    private static KeycloakCluster own(Setup setup) {
        if (running == null || !setup.isLike(running)) {
            stop();
            running = setup;
            own = setup.plan().start();
        }
        return own;
    }

    private static void stop() {
        if (own != null) {
            own.close();
            own = null;
        }
        running = null;
    }
}
