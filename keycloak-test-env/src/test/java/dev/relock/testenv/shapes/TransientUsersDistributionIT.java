package dev.relock.testenv.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.foreign.ForeignExtension;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Users of an identity provider whom Keycloak keeps for one session only own no browser. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TransientUsersDistributionIT {
    private TestRealm realm;
    private TestRealm home;
    private String behind;
    private HttpBrowser laptop;
    private Person guest;

    @BeforeAll
    void importRealms(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        home = TestRealm.imported(keycloak);
        behind = FlowDraft.in(realm.admin())
                .execution("relock-device", "REQUIRED")
                .execution(ForeignExtension.TEXT_MESSAGE, "REQUIRED")
                .execution("relock-bind", "REQUIRED")
                .alias();
    }

    @AfterAll
    void removeRealms() {
        realm.close();
        home.close();
    }

    @BeforeEach
    void somebodyHasALaptop() {
        laptop = realm.browser();
        guest = home.somebody();
    }

    @Test
    void whoIsStoredIsAskedToTrustTheBrowserBehindTheSecondFactor() {
        assertThat(signIn(clientOfGuests(Map.of())).screen()).isEqualTo(Screen.TRUST_THIS_BROWSER);
    }

    @Test
    void whoIsNotStoredIsNotAsked() {
        HttpSignIn signIn = signIn(clientOfGuests(Map.of("doNotStoreUsers", "true")));

        assertThat(signIn.screen()).isEqualTo(Screen.SIGNED_IN);
        assertThat(realm.admin().users().searchByUsername(guest.name(), true)).isEmpty();
        assertThat(isOwned(laptop.agent())).isFalse();
    }

    @Test
    void whoIsNotStoredSignsInOnADeviceAndDoesNotOwnIt() {
        OidcClient client = clientOfGuests(Map.of("doNotStoreUsers", "true"));
        String token = client.redeem(signIn(client)).raw("access_token");
        HttpAgent agent = laptop.agent();

        HttpAgent.Reply reply = agent.send(
                "login",
                agent.proof(),
                Map.of("Origin", agent.agent().origin().value(), "Authorization", "Bearer " + token));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(isOwned(agent)).isFalse();
    }

    private HttpSignIn signIn(OidcClient client) {
        return client.signIn(laptop, guest)
                .answer(Screen.PASSWORD, Map.of("username", guest.name(), "password", guest.password()))
                .answer(Screen.TEXT_MESSAGE, Map.of("code", ForeignExtension.CODE));
    }

    private OidcClient clientOfGuests(Map<String, String> settings) {
        String flow = realm.idOfFlow(
                IdentityProvider.of(realm, home, behind, settings).flow());
        return realm.client(client -> {
            client.setAuthenticationFlowBindingOverrides(new HashMap<>(Map.of("browser", flow)));
            client.setWebOrigins(List.of(laptop.agent().agent().origin().value()));
        });
    }

    private static boolean isOwned(HttpAgent agent) {
        return HttpAgent.payload(agent.step()).get("owner").asBoolean();
    }
}
