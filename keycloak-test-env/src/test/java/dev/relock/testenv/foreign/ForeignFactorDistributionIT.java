package dev.relock.testenv.foreign;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which second factors of other extensions make a browser trusted: those that {@code relock.bindFactors} means. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForeignFactorDistributionIT {
    private final Map<String, OidcClient> clients = new HashMap<>();
    private TestRealm realm;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        for (String execution : new String[] {ForeignExtension.TEXT_MESSAGE, ForeignExtension.VOICE_CALL}) {
            clients.put(
                    execution,
                    realm.clientOf(FlowDraft.in(realm.admin())
                            .execution("auth-username-password-form", "REQUIRED")
                            .execution("relock-device", "REQUIRED")
                            .secondFactor(execution, Map.of())
                            .alias()));
        }
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @ParameterizedTest
    @CsvSource({
        // A two-factor credential type, by what it is or by any of its names.
        "text-message-code, any, true",
        "text-message-code, text-message, true",
        "text-message-code, text-message-code, true",
        "text-message-code, otp##text-message, true",
        "text-message-code, phishing-resistant, false",
        "text-message-code, otp, false",
        "text-message-code, voice-call-code, false",
        // An execution that does not say what it is: only by its provider id.
        "voice-call-code, voice-call-code, true",
        "voice-call-code, any, false",
        "voice-call-code, text-message, false"
    })
    void whatBinds(String execution, String bindFactors, boolean binds) {
        realm.set("relock.bindFactors", bindFactors);
        Person person = realm.somebody();
        HttpBrowser browser = realm.browser();
        OidcClient client = clients.get(execution);

        HttpSignIn signIn = client.signIn(browser, person)
                .givePassword()
                .answer(Screen.TEXT_MESSAGE, Map.of("code", ForeignExtension.CODE));
        assertThat(signIn.screen()).isEqualTo(binds ? Screen.TRUST_THIS_BROWSER : Screen.SIGNED_IN);
        if (binds) {
            signIn.trustThisBrowser();
        }

        assertThat(realm.devicesOf(person)).hasSize(binds ? 1 : 0);
        assertThat(client.signIn(browser.forgetCookies(), person).givePassword().screen())
                .isEqualTo(binds ? Screen.SIGNED_IN : Screen.TEXT_MESSAGE);
    }
}
