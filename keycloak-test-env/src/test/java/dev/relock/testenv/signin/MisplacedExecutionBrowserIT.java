package dev.relock.testenv.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keycloak ignores alternatives beside a required execution: a flow that would lose its second factor that way. */
@KeycloakTest
final class MisplacedExecutionBrowserIT {
    private static final String FLOW = "relock browser";
    private static final String OTP = "auth-otp-form";

    private final KeycloakDistribution keycloak;
    private final DemoSite site;

    MisplacedExecutionBrowserIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
    }

    @BeforeEach
    void makeTheSecondFactorAnAlternative() {
        site.require(FLOW, OTP, "ALTERNATIVE");
    }

    @AfterEach
    void makeItRequiredAgain() {
        site.require(FLOW, OTP, "REQUIRED");
        site.close();
    }

    @Test
    void nobodySignsInWithThePasswordAlone(Browsers browsers) {
        Person person = site.somebody();

        SignIn signIn = SignIn.begin(site, browsers.newProfile(), person).givePassword();

        assertThat(signIn.screen()).isEqualTo(Screen.ERROR_OF_KEYCLOAK);
        assertThat(keycloak.log()).contains("relock-bind is REQUIRED beside ALTERNATIVE executions");
    }
}
