package dev.relock.testenv.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Flows as administrators really build them: in each of them a browser becomes trusted, and is trusted from then on. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FlowShapesDistributionIT {
    private TestRealm realm;
    private Person person;
    private HttpBrowser laptop;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @BeforeEach
    void somebodyHasALaptop() {
        person = realm.somebody();
        laptop = realm.browser();
    }

    @Test
    void nameAndPasswordOnTwoPages() {
        OidcClient client = realm.clientOf(FlowDraft.in(realm.admin())
                .execution("auth-username-form", "REQUIRED")
                .execution("auth-password-form", "REQUIRED")
                .execution("relock-device", "REQUIRED")
                .secondFactor()
                .alias());
        expectTrustOnTwoPages(client);
    }

    @Test
    void oneOfSeveralSecondFactors() {
        OidcClient client = realm.clientOf(FlowDraft.in(realm.admin())
                .execution("auth-username-password-form", "REQUIRED")
                .execution("relock-device", "REQUIRED")
                .subFlow(
                        "CONDITIONAL",
                        mfa -> mfa.execution("relock-condition", "REQUIRED")
                                .subFlow(
                                        "REQUIRED",
                                        ways -> ways.execution("auth-otp-form", "ALTERNATIVE")
                                                .execution("webauthn-authenticator", "ALTERNATIVE")
                                                .execution("auth-recovery-authn-code-form", "ALTERNATIVE"))
                                .execution("relock-bind", "REQUIRED"))
                .alias());
        realm.give(person, RecoveryCodes.credential());

        HttpSignIn code = client.signIn(laptop, person).givePassword();
        assertThat(code.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        code.anotherWay()
                .answer(Screen.RECOVERY_CODE, Map.of("recoveryCodeInput", RecoveryCodes.FIRST))
                .trustThisBrowser();

        assertThat(client.signIn(laptop.forgetCookies(), person).givePassword().screen())
                .isEqualTo(Screen.SIGNED_IN);
        assertThat(client.signIn(realm.browser(), person).givePassword().screen())
                .isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void identityFirstWithOrganizations() {
        realm.change(representation -> representation.setOrganizationsEnabled(true));
        OidcClient client = realm.clientOf(FlowDraft.in(realm.admin())
                .subFlow(
                        "ALTERNATIVE",
                        organization -> organization.subFlow(
                                "CONDITIONAL",
                                browser -> browser.execution("conditional-user-configured", "REQUIRED")
                                        .execution("organization", "ALTERNATIVE")))
                .subFlow(
                        "ALTERNATIVE",
                        forms -> forms.execution("auth-username-password-form", "REQUIRED")
                                .execution("relock-device", "REQUIRED")
                                .secondFactor())
                .alias());
        expectTrustOnTwoPages(client);
    }

    private void expectTrustOnTwoPages(OidcClient client) {
        client.signIn(laptop, person)
                .giveUserName()
                .giveOnlyPassword()
                .giveOneTimePassword()
                .trustThisBrowser();

        HttpSignIn next =
                client.signIn(laptop.forgetCookies(), person).giveUserName().giveOnlyPassword();

        assertThat(next.screen()).isEqualTo(Screen.SIGNED_IN);
    }

    @Test
    void aTelevisionThatIsSignedInByATrustedBrowserNeedsThePasswordOnly() {
        OidcClient television = realm.client(
                client -> client.setAttributes(Map.of("oauth2.device.authorization.grant.enabled", "true")));
        realm.client().own(laptop, person);

        JsonNode asked = television.deviceCode();
        HttpSignIn signIn = television
                .begin(
                        laptop.forgetCookies(),
                        person,
                        URI.create(asked.path("verification_uri_complete").asText()))
                .givePassword()
                .answer(Screen.CONSENT, Map.of("accept", "Yes"));
        assertThat(signIn.screen()).isEqualTo(Screen.INFO);

        assertThat(television
                        .redeemDeviceCode(asked)
                        .idToken()
                        .path("relock_login_state")
                        .asText())
                .isEqualTo("trusted");
    }

    @Test
    void aTelevisionThatIsSignedInByAnotherBrowserNeedsTheSecondFactor() {
        OidcClient television = realm.client(
                client -> client.setAttributes(Map.of("oauth2.device.authorization.grant.enabled", "true")));
        realm.client().own(laptop, person);

        HttpSignIn signIn = television
                .begin(
                        realm.browser(),
                        person,
                        URI.create(television
                                .deviceCode()
                                .path("verification_uri_complete")
                                .asText()))
                .givePassword();

        assertThat(signIn.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aDirectGrantIsNeverTrustedThoughItsUserOwnsBrowsers() {
        realm.client().own(laptop, person);
        OidcClient client = directGrant(Map.of());

        JsonNode withoutCode = client.directGrant(person, Map.of());
        JsonNode withCode =
                client.directGrant(person, Map.of("totp", person.authenticator().unused()));

        assertThat(withoutCode.path("error").asText()).isEqualTo("invalid_grant");
        assertThat(withCode.path("access_token").asText()).isNotEmpty();
        assertThat(realm.devicesOf(person)).hasSize(1);
    }

    @Test
    void aDirectGrantIsDeniedWhereUntrustedBrowsersAre() {
        OidcClient client = directGrant(Map.of("untrusted", "deny"));

        JsonNode answer =
                client.directGrant(person, Map.of("totp", person.authenticator().unused()));

        assertThat(answer.path("error").asText()).isEqualTo("invalid_grant");
        assertThat(answer.path("error_description").asText()).isEqualTo("Untrusted device");
    }

    private OidcClient directGrant(Map<String, String> deviceSettings) {
        String flow = FlowDraft.in(realm.admin())
                .execution("direct-grant-validate-username", "REQUIRED")
                .execution("direct-grant-validate-password", "REQUIRED")
                .execution("relock-device", "REQUIRED", deviceSettings)
                .subFlow(
                        "CONDITIONAL",
                        mfa -> mfa.execution("relock-condition", "REQUIRED")
                                .execution("direct-grant-validate-otp", "REQUIRED"))
                .alias();
        String id = realm.idOfFlow(flow);
        return realm.client(client -> {
            client.setDirectAccessGrantsEnabled(true);
            client.setAuthenticationFlowBindingOverrides(new HashMap<>(Map.of("direct_grant", id)));
        });
    }

    @Test
    void aSilentSignInNeverShowsAPage() {
        OidcClient client = realm.client();
        client.own(laptop, person);
        Map<String, String> silently = Map.of("prompt", "none");

        assertThat(client.signIn(laptop, person, silently).callback().getQuery())
                .as("while signed in")
                .contains("code=");
        assertThat(client.signIn(laptop.forgetCookies(), person, silently)
                        .callback()
                        .getQuery())
                .as("on a trusted browser that is not signed in")
                .contains("error=login_required");
    }

    @Test
    void samlMayForceASignInThatTrustIsNotEnoughFor() {
        realm.client().own(laptop, person);
        SamlApplication application = SamlApplication.in(realm);

        HttpSignIn usual =
                application.begin(laptop.forgetCookies(), person, false).givePassword();
        HttpSignIn forced =
                application.begin(laptop.forgetCookies(), person, true).givePassword();

        assertThat(usual.screen()).isEqualTo(Screen.SAML_RESPONSE);
        assertThat(forced.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(forced.giveOneTimePassword().screen()).isEqualTo(Screen.SAML_RESPONSE);
    }

    @Test
    void behindAnIdentityProviderTheFirstTimeAndLater(KeycloakDistribution keycloak) {
        try (TestRealm home = TestRealm.imported(keycloak)) {
            OidcClient client = realm.clientOf(IdentityProvider.of(realm, home).flow());
            Person guest = home.somebody();

            HttpSignIn first = client.signIn(laptop, guest).answer(Screen.PASSWORD, atHome(guest));
            assertThat(first.screen()).as("has no second factor here yet").isEqualTo(Screen.ONE_TIME_PASSWORD_SET_UP);
            realm.giveAuthenticatorApp(guest);

            HttpSignIn second = client.signIn(laptop.forgetCookies(), guest).answer(Screen.PASSWORD, atHome(guest));
            assertThat(second.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
            second.giveOneTimePassword().trustThisBrowser().callback();
            assertThat(realm.devicesOf(guest)).hasSize(1);

            assertThat(client.signIn(laptop.forgetCookies(), guest)
                            .answer(Screen.PASSWORD, atHome(guest))
                            .screen())
                    .isEqualTo(Screen.SIGNED_IN);
            assertThat(client.signIn(realm.browser(), guest)
                            .answer(Screen.PASSWORD, atHome(guest))
                            .screen())
                    .isEqualTo(Screen.ONE_TIME_PASSWORD);
        }
    }

    private static Map<String, String> atHome(Person guest) {
        return Map.of("username", guest.name(), "password", guest.password());
    }
}
