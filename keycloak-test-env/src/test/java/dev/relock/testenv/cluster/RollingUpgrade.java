package dev.relock.testenv.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.history.Verdict;
import dev.relock.testenv.keycloak.ClusterPlan;
import dev.relock.testenv.keycloak.KeycloakCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * An older node and a new one in one cluster; then the older one goes. Needs an older release, and so is run by a command of
 * its own; see {@code docs/testing.md}. {@code -Drelock.upgrade.keycloak} is the directory of an older Keycloak,
 * {@code -Drelock.upgrade.plugin} an older JAR; either may be left out.
 */
class RollingUpgrade {
    private static final int TOKENS = Integer.getInteger("relock.faults.tokens", 600);
    private static final Duration BOUND = Duration.ofSeconds(Integer.getInteger("relock.faults.bound", 180));

    @Test
    void twoReleasesSideBySideLoseNothingAndAcceptNothingTwice() {
        Optional<Path> keycloak = path("relock.upgrade.keycloak");
        Optional<Path> plugin = path("relock.upgrade.plugin");
        assertThat(keycloak.isPresent() || plugin.isPresent())
                .as("-Drelock.upgrade.keycloak or -Drelock.upgrade.plugin names what is older")
                .isTrue();
        ClusterPlan plan = ClusterPlan.named("upgrade");
        keycloak.ifPresent(older -> plan.distribution(0, older));
        plugin.ifPresent(older -> plan.plugin(0, older));
        try (KeycloakCluster cluster = plan.start()) {
            Verdict verdict = new Trial(cluster, TOKENS, BOUND).of(RollingUpgrade::retireTheOlder, false);
            System.out.println(verdict);
            assertThat(verdict.violations()).isEmpty();
            assertThat(verdict.accepted()).isGreaterThan(TOKENS / 2);
            assertThat(verdict.rotations()).isPositive();
            assertThat(verdict.signIns()).isPositive();
        }
    }

    private static void retireTheOlder(KeycloakCluster cluster, List<Node> nodes, Timeline timeline) {
        Node older = nodes.get(0);
        timeline.disturb(List.of(older));
        older.keycloak().stop();
    }

    private static Optional<Path> path(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }
}
