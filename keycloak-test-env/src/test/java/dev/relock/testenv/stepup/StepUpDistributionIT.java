package dev.relock.testenv.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What trust does not satisfy: levels of authentication, and requests to sign in again. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StepUpDistributionIT {
    private static final Map<String, String> LEVEL_2 = Map.of("acr_values", "2");

    private TestRealm realm;
    private OidcClient client;
    private OidcClient levels;
    private Person owner;
    private HttpBrowser laptop;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.withMoreFlows(keycloak);
        client = realm.client();
        levels = realm.clientOf("levels");
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @BeforeEach
    void somebodyOwnsALaptop() {
        owner = realm.somebody();
        laptop = realm.browser();
        client.own(laptop, owner);
        laptop.forgetCookies();
    }

    @AfterEach
    void defaultSettings() {
        realm.set("relock.trustLevel", "");
        realm.set("relock.trustReauthentication", "");
    }

    @Test
    void withoutDemandsThePasswordIsEnough() {
        assertThat(client.signIn(laptop, owner).givePassword().screen()).isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void aRequestedLevelIsNotSatisfiedByTrustInAFlowWithoutLevels() {
        assertThat(client.signIn(laptop, owner, LEVEL_2).givePassword().screen())
                .isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void theFirstLevelIsWhatPasswordAndTrustReach() {
        Tokens tokens = levels.redeem(levels.signIn(laptop, owner).givePassword());

        assertThat(tokens.idToken().path("acr").asText()).isEqualTo("1");
    }

    @Test
    void theSecondLevelIsReachedByTheSecondFactorOnly() {
        var asked = levels.signIn(laptop, owner, LEVEL_2).givePassword();
        assertThat(asked.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);

        Tokens tokens = levels.redeem(asked.giveOneTimePassword());

        assertThat(tokens.idToken().path("acr").asText()).isEqualTo("2");
        assertThat(tokens.amr()).contains("otp");
    }

    @Test
    void aSessionOfTheFirstLevelIsSteppedUpByTheSecondFactorOnly() {
        levels.redeem(levels.signIn(laptop, owner).givePassword());

        assertThat(levels.signIn(laptop, owner, LEVEL_2).screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void anAdministratorMayLetTrustReachTheSecondLevel() {
        realm.set("relock.trustLevel", "2");

        Tokens tokens = levels.redeem(levels.signIn(laptop, owner, LEVEL_2).givePassword());

        assertThat(tokens.idToken().path("acr").asText()).isEqualTo("2");
        assertThat(tokens.amr()).contains("swk").doesNotContain("otp");
    }

    @Test
    void promptLoginIsNotSatisfiedByTrust() {
        Map<String, String> again = Map.of("prompt", "login");
        assertThat(client.signIn(laptop, owner, again).givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);

        realm.set("relock.trustReauthentication", "true");

        assertThat(client.signIn(laptop.forgetCookies(), owner, again)
                        .givePassword()
                        .screen())
                .isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void anExpiredMaxAgeIsNotSatisfiedByTrust() {
        client.redeem(client.signIn(laptop, owner).givePassword());
        long signedIn = System.currentTimeMillis() / 1000;
        Awaitility.await().until(() -> System.currentTimeMillis() / 1000 > signedIn + 1);

        var again = client.signIn(laptop, owner, Map.of("max_age", "0"));

        assertThat(again.screen()).isEqualTo(Screen.PASSWORD);
        assertThat(again.givePassword().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aMaxAgeThatHasNotPassedAsksNobody() {
        client.redeem(client.signIn(laptop, owner).givePassword());

        assertThat(client.signIn(laptop, owner, Map.of("max_age", "3600")).screen())
                .isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void trustIsNoAlternativeWhereAnythingMoreIsDemanded() {
        OidcClient alternatives = realm.clientOf("alternatives");
        assertThat(alternatives.signIn(laptop, owner).givePassword().screen()).isEqualTo(Screen.SIGNED_IN);
        laptop.forgetCookies();

        assertThat(alternatives.signIn(laptop, owner, LEVEL_2).givePassword().screen())
                .isEqualTo(Screen.ERROR);
        assertThat(alternatives
                        .signIn(laptop.forgetCookies(), owner, Map.of("prompt", "login"))
                        .givePassword()
                        .screen())
                .isEqualTo(Screen.ERROR);
    }

    @Test
    void keycloaksOwnConditionSeesThatATrustedBrowserWasUsed() {
        OidcClient byCredential = realm.clientOf("by credential");

        assertThat(byCredential.signIn(laptop, owner).givePassword().screen()).isEqualTo(Screen.SIGNED_IN);
        assertThat(byCredential.signIn(realm.browser(), owner).givePassword().screen())
                .isEqualTo(Screen.ONE_TIME_PASSWORD);
    }
}
