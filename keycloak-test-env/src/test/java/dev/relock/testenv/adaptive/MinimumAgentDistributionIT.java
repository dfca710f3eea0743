package dev.relock.testenv.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import org.junit.jupiter.api.Test;

/** {@code relock.minimumAgent}: an agent that is too old gets no keys; the login itself goes on. */
@KeycloakTest
final class MinimumAgentDistributionIT {
    @Test
    void anOlderAgentGetsNoKeysUntilItMayAgain(KeycloakDistribution keycloak) {
        try (TestRealm realm = TestRealm.imported(keycloak)) {
            OidcClient client = realm.client();
            Person owner = realm.somebody();
            HttpBrowser laptop = realm.browser();
            client.own(laptop, owner);
            HttpAgent agent = laptop.agent();

            realm.set("relock.minimumAgent", "99.0.0");
            HttpAgent.Reply refused = agent.exchange(agent.agent().step());
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("message").asText()).contains("version of the agent");
            assertThat(client.signIn(HttpBrowser.withoutAgent(realm.url()), owner)
                            .givePassword()
                            .screen())
                    .isEqualTo(Screen.ONE_TIME_PASSWORD);

            realm.set("relock.minimumAgent", "0.0.1");
            agent.step();
            assertThat(client.signIn(laptop.forgetCookies(), owner)
                            .givePassword()
                            .screen())
                    .isEqualTo(Screen.SIGNED_IN);
        }
    }
}
