package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** Headers that say where a request comes from, by somebody who writes what he likes into them. */
@KeycloakTest
final class SpoofedHeadersDistributionIT {
    /** A web origin of the demo realm's single-page application, which is served elsewhere and proxied. */
    private static final Origin APPLICATION = new Origin("http://localhost:8000");

    private static final String EVIL = "evil.example";

    private final DemoSite site;
    private final URI base;
    private final Origin keycloak;

    SpoofedHeadersDistributionIT(KeycloakDistribution server) {
        site = new DemoSite(server);
        base = URI.create(server.realm(DemoRealm.NAME) + "/relock/");
        keycloak = new Origin(server.url().toString());
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    /** Keycloak was told its own address and of no proxy; whoever says otherwise is not heard. */
    @ParameterizedTest
    @CsvSource({
        "Host, " + EVIL,
        "X-Forwarded-Host, " + EVIL,
        "X-Forwarded-Server, " + EVIL,
        "X-Forwarded-Port, 1",
        "X-Forwarded-Proto, https",
        "X-Forwarded-Prefix, /evil",
        "X-Forwarded-Trusted-Proxy, true",
        "Forwarded, 'for=203.0.113.9;host=" + EVIL + ";proto=https'",
        "X-Forwarded-For, 203.0.113.9",
        "X-Real-IP, 203.0.113.9",
        "X-Original-URL, /realms/master/relock/exchange"
    })
    void aForwardingHeaderOfAStrangerChangesNothing(String name, String value) {
        HttpAgent agent = new HttpAgent(base, keycloak).enrol();
        agent.sending(name, value);

        Reply step = agent.step();

        assertThat(HttpAgent.payload(step).path("iss").asText()).isEqualTo(issuer());
        assertThat(step.json().path("network").asBoolean()).isFalse();
        assertThat(step.json().path("state").asBoolean()).isFalse();
        assertThat(agent.call("confirm").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"Host", "X-Forwarded-Host", "X-Forwarded-Server"})
    void noHeaderMakesAnotherSiteKeycloaksOwn(String name) {
        HttpAgent evil = new HttpAgent(base, new Origin("http://" + EVIL)).sending(name, EVIL);

        assertThat(evil.exchange(evil.agent().step()).status()).isEqualTo(401);
    }

    @Test
    void aSiteThatSendsTheRightOriginButSignedItsOwnIsRefused() {
        HttpAgent evil = new HttpAgent(base, new Origin("http://" + EVIL));

        assertThat(evil.post("exchange", evil.agent().step(), Map.of("Origin", keycloak.value()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenOfAnApplicationsOriginIsNoneAtKeycloaks() {
        HttpAgent application = new HttpAgent(base, APPLICATION).enrol();

        assertThat(application
                        .send("confirm", application.proof(), Map.of("Origin", keycloak.value()))
                        .status())
                .isEqualTo(401);
        assertThat(application.call("confirm").status()).isEqualTo(200);
    }

    /** What only the reverse proxy of an application knows. */
    @Nested
    final class Wildcard {
        private static final String HEADER = "X-Key-Wildcard";
        private static final String RIGHT = "7d1f0c86-9a51-4f19-a8c1-6f6a9dc2f6b1";

        @AfterEach
        void forgetWildcard() {
            setWildcard("");
        }

        @ParameterizedTest
        @CsvSource({
            "''",
            "wrong",
            "7d1f0c86-9a51-4f19-a8c1-6f6a9dc2f6b",
            "7d1f0c86-9a51-4f19-a8c1-6f6a9dc2f6b2",
            "7D1F0C86-9A51-4F19-A8C1-6F6A9DC2F6B1"
        })
        void whoPassesTheProxyByGetsNothing(String sent) {
            HttpAgent enrolled = new HttpAgent(base, APPLICATION).enrol();
            setWildcard(RIGHT);
            if (!sent.isEmpty()) {
                enrolled.sending(HEADER, sent);
            }

            assertThat(enrolled.exchange(enrolled.agent().step()).status()).isEqualTo(401);
            for (String endpoint : new String[] {"confirm", "login", "logout"}) {
                assertThat(enrolled.call(endpoint).status()).as(endpoint).isEqualTo(401);
                assertThat(enrolled.send(endpoint, enrolled.proof(), Map.of()).status())
                        .as("%s without Origin", endpoint)
                        .isEqualTo(401);
                assertThat(enrolled.send(endpoint, enrolled.proof(), Map.of("Origin", keycloak.value()))
                                .status())
                        .as("%s as Keycloak's own page", endpoint)
                        .isEqualTo(401);
            }
            assertThat(enrolled.get("auth", enrolled.proof()).status()).isEqualTo(401);
        }

        @Test
        void whoComesThroughTheProxyIsServed() {
            setWildcard(RIGHT);
            HttpAgent agent =
                    new HttpAgent(base, APPLICATION).sending(HEADER, RIGHT).enrol();

            assertThat(agent.step().status()).isEqualTo(200);
            assertThat(agent.call("confirm").status()).isEqualTo(200);
            assertThat(agent.get("auth", agent.proof()).status()).isEqualTo(200);
        }

        @Test
        void keycloaksOwnPagesNeedNone() {
            setWildcard(RIGHT);
            HttpAgent agent = new HttpAgent(base, keycloak).enrol();

            assertThat(agent.call("confirm").status()).isEqualTo(200);
        }

        @Test
        void theRightOneMakesNoOtherSiteAllowed() {
            setWildcard(RIGHT);
            HttpAgent evil = new HttpAgent(base, new Origin("http://" + EVIL)).sending(HEADER, RIGHT);

            assertThat(evil.exchange(evil.agent().step()).status()).isEqualTo(401);
        }

        private void setWildcard(String value) {
            RealmRepresentation realm = site.realm().toRepresentation();
            realm.getAttributes().put("relock.wildcard", value);
            site.realm().update(realm);
        }
    }

    private String issuer() {
        return site.keycloak().realm(DemoRealm.NAME).toString();
    }
}
