package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Origin;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.RealmAttributes;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the realm's administrator sets is what the agent is told with the next answer. */
@KeycloakTest
final class AgentPolicyDistributionIT {
    private final DemoSite site;
    private final HttpAgent agent;
    private RealmAttributes attributes;

    AgentPolicyDistributionIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        URI base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
        agent = new HttpAgent(base, new Origin(keycloak.url().toString())).enrol();
    }

    @BeforeEach
    void open() {
        attributes = new RealmAttributes(site.realm());
    }

    @AfterEach
    void close() {
        attributes.close();
        site.close();
    }

    private JsonNode policy() {
        return HttpAgent.payload(agent.step()).path("policy");
    }

    @Test
    void everySettingReachesTheAgent() {
        Map.of(
                        "relock.rotationInterval", "31",
                        "relock.rotationTokens", "12",
                        "relock.rotationView", "true",
                        "relock.idle", "61",
                        "relock.formWait", "700")
                .forEach(attributes::set);

        JsonNode told = policy();

        assertThat(told.path("interval").asInt()).isEqualTo(31);
        assertThat(told.path("tokens").asInt()).isEqualTo(12);
        assertThat(told.path("view").asBoolean()).isTrue();
        assertThat(told.path("idle").asInt()).isEqualTo(61);
        assertThat(told.path("formWait").asInt()).isEqualTo(700);
    }

    @ParameterizedTest
    @CsvSource({
        "rotationInterval, 29, interval, 300",
        "rotationInterval, soon, interval, 300",
        "rotationTokens, 0, tokens, 1000",
        "idle, 901, idle, 900",
        "idle, '', idle, 900",
        "formWait, -1, formWait, 0",
    })
    void aValueOutOfItsRangeCountsAsAbsent(String attribute, String value, String member, int byDefault) {
        attributes.set("relock." + attribute, value);

        assertThat(policy().path(member).asInt()).isEqualTo(byDefault);
    }
}
