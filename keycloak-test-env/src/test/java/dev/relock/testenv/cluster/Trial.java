package dev.relock.testenv.cluster;

import static org.awaitility.Awaitility.await;

import dev.relock.history.History;
import dev.relock.history.HistoryChecker;
import dev.relock.history.Verdict;
import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.site.TestRealm;
import java.time.Duration;
import java.util.List;

/**
 * A cluster under load, which is disturbed when a quarter of the tokens was sent.
 *
 * @param tokens to be sent at least, in all
 * @param bound within which trust must resume
 */
record Trial(KeycloakCluster cluster, int tokens, Duration bound) {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** What the history shows. */
    Verdict of(Course course, boolean sticky) {
        Trust.awaitEverywhere(cluster);
        History history = new History();
        Timeline timeline = new Timeline(history);
        TestRealm realm = TestRealm.imported(cluster);
        List<Node> nodes = Node.of(cluster, realm.name());
        try (Load load = Load.start(realm, nodes, history, sticky)) {
            timeline.expectEach(nodes);
            timeline.awaitTrust();
            awaitTokens(history, tokens / 4);
            course.play(cluster, nodes, timeline);
            timeline.awaitTrust();
            awaitTokens(history, tokens);
            load.finish(() -> Trust.awaitEverywhere(cluster));
        }
        return new HistoryChecker(bound).check(history.calls(), timeline.expectations(), timeline.settled());
    }

    private static void awaitTokens(History history, int count) {
        await().atMost(PATIENCE).until(() -> history.tokens() >= count);
    }
}
