package dev.relock.testenv.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.relock.token.TokenContext;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More of what an administrator can say about trust. */
@KeycloakTest
final class PolicyDistributionIT {
    private TestRealm realm;
    private OidcClient client;
    private Person owner;
    private HttpBrowser laptop;

    @BeforeEach
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        client = realm.client();
        owner = realm.somebody();
        laptop = realm.browser();
    }

    @AfterEach
    void removeRealm() {
        realm.close();
    }

    @Test
    void anAgentThatIsTooOldGetsNoKeysUntilItMayAgain() {
        client.own(laptop, owner);
        HttpAgent agent = laptop.agent();

        realm.set("relock.minimumAgent", "99.0.0");
        HttpAgent.Reply refused = agent.exchange(agent.agent().step());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText()).contains("version of the agent");
        assertThat(next(HttpBrowser.withoutAgent(realm.url()))).isEqualTo(Screen.ONE_TIME_PASSWORD);

        realm.set("relock.minimumAgent", "0.0.1");
        agent.step();
        assertThat(next(laptop)).isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void whereNobodyIsAskedTheBrowserIsTrustedBehindTheSecondFactor() {
        OidcClient unasked = realm.clientOf(FlowDraft.in(realm.admin())
                .execution("auth-username-password-form", "REQUIRED")
                .execution("relock-device", "REQUIRED")
                .secondFactor("auth-otp-form", Map.of("consent", "false"))
                .alias());

        HttpSignIn signIn = unasked.signIn(laptop, owner).givePassword().giveOneTimePassword();
        assertThat(signIn.html()).contains("data-relock-auto").doesNotContain("relock-decline");
        signIn.trustThisBrowser();

        assertThat(realm.devicesOf(owner)).hasSize(1);
        assertThat(unasked.signIn(laptop.forgetCookies(), owner).givePassword().screen())
                .isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void theQuestionMayBePutInTheRealmsOwnWords() {
        realm.change(settings -> {
            settings.setInternationalizationEnabled(true);
            settings.setSupportedLocales(Set.of("en"));
            settings.setDefaultLocale("en");
        });
        realm.admin().localization().saveRealmLocalizationText("en", "relockBindHint", "Only on your own laptop.");

        HttpSignIn signIn = client.signIn(laptop, owner).givePassword().giveOneTimePassword();

        assertThat(signIn.html()).contains("Only on your own laptop.");
    }

    @Test
    void toSignEverybodyOutEndsTheTrustOnlyWhereThePolicySaysSo() {
        client.own(laptop, owner);
        realm.change(
                settings -> settings.setNotBefore(Math.toIntExact(Instant.now().getEpochSecond())));
        assertThat(next(laptop)).isEqualTo(Screen.SIGNED_IN);

        realm.set("relock.endOnSignOut", "true");

        assertThat(next(laptop)).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    /** Only what Keycloak itself counts, such as wrong passwords, locks an account: a bad proof is no guess. */
    @Test
    void badProofsAndRefusedBrowsersLockNobodyOut() {
        realm.change(settings -> {
            settings.setBruteForceProtected(true);
            settings.setFailureFactor(2);
        });
        OidcClient denying = realm.clientOf(FlowDraft.in(realm.admin())
                .execution("auth-username-password-form", "REQUIRED")
                .execution("relock-device", "REQUIRED", Map.of("untrusted", "deny"))
                .alias());
        client.own(laptop, owner);
        HttpBrowser stranger = realm.browser();

        for (int i = 0; i < 4; i++) {
            assertThat(HttpSignIn.begin(
                                    stranger.forgetCookies(),
                                    owner,
                                    denying.id(),
                                    denying.request(Map.of()),
                                    proof -> laptop.agent().proof(TokenContext.none()))
                            .givePassword()
                            .screen())
                    .isEqualTo(Screen.DENIED);
        }

        assertThat(next(laptop)).isEqualTo(Screen.SIGNED_IN);
    }

    private Screen next(HttpBrowser browser) {
        return client.signIn(browser.forgetCookies(), owner).givePassword().screen();
    }
}
