package dev.relock.testenv.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.ClientSignIn;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import dev.relock.testenv.webauthn.RegisteredKey;
import dev.relock.testenv.webauthn.VirtualAuthenticator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The login page takes passkeys: who has one needs neither a password nor trust; whoever has none is trusted as ever. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PasskeysFirstBrowserIT {
    private TestRealm realm;
    private OidcClient client;
    private Person person;
    private BrowserProfile laptop;
    private VirtualAuthenticator passkeys;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        realm.change(settings -> {
            settings.setWebAuthnPolicyPasswordlessPasskeysEnabled(true);
            settings.setWebAuthnPolicyPasswordlessUserVerificationRequirement("required");
        });
        client = realm.clientOf(FlowDraft.in(realm.admin())
                .execution("auth-username-password-form", "REQUIRED")
                .execution("relock-device", "REQUIRED")
                .subFlow(
                        "CONDITIONAL",
                        untrusted -> untrusted
                                .execution("relock-condition", "REQUIRED")
                                .subFlow(
                                        "CONDITIONAL",
                                        factor -> factor.execution(
                                                        "conditional-credential",
                                                        "REQUIRED",
                                                        Map.of(
                                                                "credentials",
                                                                "webauthn-passwordless",
                                                                "included",
                                                                "false"))
                                                .execution("auth-otp-form", "REQUIRED"))
                                .execution("relock-bind", "REQUIRED"))
                .alias());
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @BeforeEach
    void somebodyHasAPasskey(Browsers browsers) {
        person = realm.somebody();
        RegisteredKey passkey = RegisteredKey.passkeyOf(realm.user(person).getId());
        realm.give(person, passkey.credential());
        laptop = browsers.newProfile();
        passkeys = VirtualAuthenticator.passkeysIn(laptop).holding(passkey);
    }

    @AfterEach
    void defaultSettings() {
        realm.set("relock.bindFactors", "");
    }

    @Test
    void aPasskeyIsEnoughOnABrowserThatNobodyTrustsAndTrustIsOffered() {
        SignIn signIn = begin().usePasskey();

        assertThat(signIn.screen()).isEqualTo(Screen.TRUST_THIS_BROWSER);
        assertThat(signIn.declineToTrust().screen()).isEqualTo(Screen.SIGNED_IN);
        assertThat(realm.devicesOf(person)).isEmpty();
    }

    @Test
    void aPasskeyMakesABrowserTrustedWhereOnlyWhatResistsPhishingDoes() {
        realm.set("relock.bindFactors", "phishing-resistant");

        assertThat(begin().usePasskey().trustThisBrowser().screen()).isEqualTo(Screen.SIGNED_IN);

        assertThat(realm.devicesOf(person)).hasSize(1);
        assertThat(begin().usePasskey().screen()).as("by passkey").isEqualTo(Screen.SIGNED_IN);
        passkeys.unplug();
        assertThat(begin().givePassword().screen()).as("by password").isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void aPasskeyMakesNoBrowserTrustedWhereThePolicyNamesAnotherFactor() {
        realm.set("relock.bindFactors", "otp");

        assertThat(begin().usePasskey().screen()).isEqualTo(Screen.SIGNED_IN);

        assertThat(realm.devicesOf(person)).isEmpty();
    }

    @Test
    void whoTypesThePasswordInsteadIsAskedForTheSecondFactor() {
        passkeys.unplug();

        SignIn signIn = begin().givePassword();

        assertThat(signIn.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(signIn.giveOneTimePassword().trustThisBrowser().screen()).isEqualTo(Screen.SIGNED_IN);
        assertThat(begin().givePassword().screen()).isEqualTo(Screen.SIGNED_IN);
    }

    private SignIn begin() {
        return ClientSignIn.begin(client, laptop, person, Map.of());
    }
}
