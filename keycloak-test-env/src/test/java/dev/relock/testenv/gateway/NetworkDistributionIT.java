package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.RealmAttributes;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of network is told, ends nothing, and is believed of nobody whom Keycloak does not trust to be its proxy. */
@KeycloakTest
final class NetworkDistributionIT {
    private static final String TRUSTED_PROXY = "127.0.0.2";

    private final KeycloakDistribution keycloak;
    private final DemoSite site;
    private LoopbackForwarder proxy;
    private RealmAttributes attributes;

    NetworkDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
    }

    @BeforeEach
    void open() {
        proxy = new LoopbackForwarder(keycloak.url(), TRUSTED_PROXY);
        attributes = new RealmAttributes(site.realm());
    }

    @AfterEach
    void close() {
        attributes.close();
        proxy.close();
        site.close();
    }

    private HttpAgent agentAt(URI server) {
        URI base = server.resolve(
                URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/").getPath());
        return new HttpAgent(base, new Origin(keycloak.url().toString()));
    }

    private static boolean networkChanged(HttpAgent agent, String address) {
        return agent.sending("X-Forwarded-For", address)
                .step()
                .json()
                .path("network")
                .asBoolean();
    }

    @Test
    void anotherPrefixIsTold() {
        HttpAgent agent =
                agentAt(proxy.url()).sending("X-Forwarded-For", "192.0.2.7").enrol();

        assertThat(networkChanged(agent, "192.0.2.200")).isFalse();
        assertThat(networkChanged(agent, "192.0.3.200")).isTrue();
        assertThat(agent.call("confirm").status()).isEqualTo(200);
        assertThat(networkChanged(agent, "192.0.3.1")).isFalse();
        assertThat(networkChanged(agent, "2001:db8:1:2::1")).isTrue();
        assertThat(networkChanged(agent, "2001:db8:1:3::9")).isFalse();
        assertThat(networkChanged(agent, "2001:db8:2:3::9")).isTrue();
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    @Test
    void theRealmSaysHowLongAPrefixIs() {
        attributes.set("relock.networkPrefixIpv4", "16");
        attributes.set("relock.networkPrefixIpv6", "64");
        HttpAgent agent =
                agentAt(proxy.url()).sending("X-Forwarded-For", "192.0.2.7").enrol();

        assertThat(networkChanged(agent, "192.0.3.7")).isFalse();
        assertThat(networkChanged(agent, "192.1.3.7")).isTrue();
        assertThat(networkChanged(agent, "2001:db8:1:2::1")).isTrue();
        assertThat(networkChanged(agent, "2001:db8:1:3::1")).isTrue();
    }

    @Test
    void whoIsNoTrustedProxyIsNotBelieved() {
        HttpAgent agent =
                agentAt(keycloak.url()).sending("X-Forwarded-For", "192.0.2.7").enrol();

        assertThat(networkChanged(agent, "198.51.100.7")).isFalse();
    }
}
