package dev.relock.testenv.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.TrustState;
import dev.relock.metrics.Meter;
import dev.relock.owner.Assurance;
import dev.relock.proof.Refusal;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the management port of a real Keycloak shows. */
@KeycloakTest
final class MetricsDistributionIT {
    private static final Set<String> EXCHANGES = Set.of(
            "enrolled",
            "rotated",
            "restarted",
            "challenged",
            "ended",
            "collided",
            "full",
            "limited",
            "refused",
            "failed");

    private final KeycloakDistribution keycloak;

    MetricsDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void everyMeterCountsWhatHappened() {
        try (TestRealm realm = TestRealm.imported(keycloak)) {
            OidcClient client = realm.client();
            Map<String, Double> before = metrics();

            HttpBrowser browser = realm.browser();
            Person person = realm.somebody();
            client.own(browser, person);
            client.signIn(browser.forgetCookies(), person).givePassword().callback();
            Map<String, String> spent = browser.agent().proof();
            browser.agent().send("confirm", spent);
            browser.agent().send("confirm", spent);
            collide(browser.agent());

            Map<String, Double> after = metrics();
            assertThat(List.of(
                            "relock_decision_seconds_count{state=\"trusted\"}",
                            "relock_decision_seconds_count{state=\"unowned\"}",
                            "relock_decision_seconds_sum{state=\"trusted\"}",
                            "relock_verification_seconds_count{result=\"proven\"}",
                            "relock_verification_seconds_count{result=\"replayed\"}",
                            "relock_exchange_seconds_count{result=\"enrolled\"}",
                            "relock_exchange_seconds_count{result=\"rotated\"}",
                            "relock_exchange_seconds_count{result=\"challenged\"}",
                            "relock_exchange_seconds_count{result=\"collided\"}",
                            "relock_exchange_seconds_sum{result=\"rotated\"}",
                            "relock_collision_total",
                            "relock_binding_total{assurance=\"mfa\"}"))
                    .allSatisfy(series -> assertThat(after.getOrDefault(series, 0.0))
                            .as(series)
                            .isGreaterThan(before.getOrDefault(series, 0.0)));
            assertThat(List.of("devices", "visitors", "epochs"))
                    .allSatisfy(
                            cache -> assertThat(after).containsKey("relock_cache_entries{cache=\"" + cache + "\"}"));
            assertThat(after.get("relock_cache_entries{cache=\"devices\"}")).isPositive();
            assertThat(after).containsEntry("relock_cache_confirmed", 1.0);
        }
    }

    /** A label that a stranger can fill is a way to fill the memory of every monitoring system. */
    @Test
    void nobodyCanMakeNewSeries() {
        Set<String> allowed = Stream.of(
                        Arrays.stream(TrustState.values()).map(TrustState::id),
                        Arrays.stream(Refusal.values()).map(Refusal::id),
                        Arrays.stream(Assurance.values()).map(Assurance::id),
                        EXCHANGES.stream(),
                        Stream.of("proven", "devices", "visitors", "epochs"))
                .flatMap(ids -> ids)
                .collect(Collectors.toSet());
        Set<String> names = Arrays.stream(Meter.values())
                .map(meter -> meter.id().replace('.', '_'))
                .collect(Collectors.toSet());

        assertThat(metrics().keySet()).isNotEmpty().allSatisfy(series -> {
            assertThat(names).anyMatch(series::startsWith);
            if (series.contains("{")) {
                assertThat(series).matches(".*\\{[a-z]+=\"[^\"]*\"\\}");
                assertThat(allowed).contains(series.replaceAll(".*=\"|\"\\}", ""));
            }
        });
    }

    private static void collide(HttpAgent agent) {
        HttpAgent copy = agent.copy();
        agent.step();
        agent.step();
        SimulatedAgent copied = copy.agent();
        HttpAgent.Reply challenged = copy.exchange(copied.step());
        copy.exchange(
                copied.conflict(HttpAgent.bytes(HttpAgent.payload(challenged).get("challenge"))));
    }

    /** Relock's series and their values. */
    private Map<String, Double> metrics() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(keycloak.management() + "/metrics"))
                .header("Accept", "text/plain")
                .build();
        try {
            String text = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            Map<String, Double> series = new HashMap<>();
            text.lines().filter(line -> line.startsWith("relock_")).forEach(line -> {
                int space = line.lastIndexOf(' ');
                // The exporter writes a comma behind the last label, too.
                series.put(line.substring(0, space).replace(",}", "}"), Double.valueOf(line.substring(space + 1)));
            });
            return series;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
