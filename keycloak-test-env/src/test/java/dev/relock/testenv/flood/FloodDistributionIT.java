package dev.relock.testenv.flood;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.TestRealm;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * People sign in at half the rate that this machine sustains, first by themselves, then during a flood. By default a small
 * one; {@code -Drelock.flood.enrolments=200000} for a real one.
 */
@KeycloakTest
class FloodDistributionIT {
    private static final int ENROLMENTS = Integer.getInteger("relock.flood.enrolments", 500);
    private static final Duration CALM = Duration.ofSeconds(Integer.getInteger("relock.flood.calm", 5));
    /** For each browser that may be held; see docs/operations.md. */
    private static final long MIB_OF_VISITORS = 600;

    /** A sign-in is written there, whoever does it. */
    private static final Set<String> OF_SIGN_INS =
            Set.of("offline_user_session", "offline_client_session", "credential", "event_entity");

    @Test
    void aFloodFillsNeitherMemoryNorDatabaseAndPeopleSignInMeanwhile(KeycloakCluster cluster) {
        try (TestRealm realm = TestRealm.imported(cluster);
                Logins logins = new Logins(realm)) {
            Origin origin = new Origin(cluster.url().toString());
            logins.sustained(CALM);
            double rate = logins.sustained(CALM) / 2;
            Latencies calm = logins.at(rate, after(CALM.multipliedBy(2)));
            Footprint before = Footprint.of(cluster);

            Latencies flooded;
            Map<String, ?> answers;
            long started = System.nanoTime();
            try (Flood flood = Flood.start(cluster.nodes(), realm.name(), origin, ENROLMENTS)) {
                flooded = logins.at(rate, flood::isOver);
                answers = flood.answers();
            }
            long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
            Footprint after = Footprint.of(cluster);
            Map<String, Long> rows = before.growthOfRows(after);

            System.out.printf(
                    "Sign-ins at %.1f/s, by themselves: %s%nduring %d enrolments in %d s: %s%n"
                            + "ratio of the medians %.2f, at 95 %% %.2f%nanswers to the flood: %s%n"
                            + "heap of each node after a collection: %s MiB, then %s MiB%nmore rows: %s%n",
                    rate,
                    calm,
                    ENROLMENTS,
                    seconds,
                    flooded,
                    flooded.percentile(50) / (double) calm.percentile(50),
                    flooded.percentile(95) / (double) calm.percentile(95),
                    answers,
                    before.heap(),
                    after.heap(),
                    rows);
            assertThat(logins.unexpected()).isEmpty();
            assertThat(rows.keySet()).isSubsetOf(OF_SIGN_INS);
            for (int i = 0; i < after.heap().size(); i++) {
                assertThat(after.heap().get(i)).isLessThan(before.heap().get(i) + MIB_OF_VISITORS);
            }
            assertThat(answers.keySet()).noneMatch(answer -> answer.matches(".*: 5\\d\\d"));
        }
    }

    private static BooleanSupplier after(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        return () -> System.nanoTime() > until;
    }
}
