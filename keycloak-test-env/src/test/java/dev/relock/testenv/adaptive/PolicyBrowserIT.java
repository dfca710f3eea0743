package dev.relock.testenv.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.RealmAttributes;
import dev.relock.testenv.webauthn.VirtualAuthenticator;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.EventRepresentation;

/** What an administrator can say about trust, realm-wide and for one flow or client. */
@KeycloakTest
final class PolicyBrowserIT {
    private final DemoSite site;
    private final RealmAttributes attributes;
    private Person owner;
    private BrowserProfile laptop;

    PolicyBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        attributes = new RealmAttributes(site.realm());
    }

    @BeforeEach
    void somebodyHasALaptop(Browsers browsers) {
        owner = site.somebody();
        laptop = browsers.newProfile();
    }

    @AfterEach
    void asItWas() {
        attributes.close();
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @Test
    void oneAttributeTurnsAllTrustOffAndOnAgain() {
        SignIn.toOwn(site, laptop, owner);
        attributes.set("relock.enabled", "false");
        SignIn off = signIn();
        assertThat(off.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        off.giveOneTimePassword().signOut(site);

        attributes.set("relock.enabled", "true");

        signIn().expectSignedIn();
    }

    @Test
    void aRealmThatOnlyWantsReportsIsToldWhatWouldBeAndAsksAllTheSame() {
        SignIn.toOwn(site, laptop, owner);
        attributes.set("relock.reportOnly", "true");

        SignIn signIn = signIn();

        assertThat(signIn.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        signIn.giveOneTimePassword().expectSignedIn();
        assertThat(lastStateOf(owner)).isEqualTo("trusted");
    }

    @Test
    void aSensitiveClientAsksForTheSecondFactorThoughTheBrowserIsOwned() {
        SignIn.toOwn(site, laptop, owner);
        demand("false");
        try {
            SignIn signIn = signIn();
            assertThat(signIn.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
            signIn.giveOneTimePassword().signOut(site);
        } finally {
            demand("true");
        }

        signIn().expectSignedIn();
    }

    @Test
    void soDoesAClientThatHasASensitiveScope() {
        SignIn.toOwn(site, laptop, owner);
        ClientScopeRepresentation scope = new ClientScopeRepresentation();
        scope.setName("sensitive");
        scope.setProtocol("openid-connect");
        scope.setAttributes(Map.of("relock.trust", "false"));
        try (Response created = site.realm().clientScopes().create(scope)) {
            String id = CreatedResponseUtil.getCreatedId(created);
            try {
                site.realm().clients().get(demoClient().getId()).addDefaultClientScope(id);

                assertThat(signIn().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
            } finally {
                site.realm().clients().get(demoClient().getId()).removeDefaultClientScope(id);
                site.realm().clientScopes().get(id).remove();
            }
        }
    }

    @Test
    void whereOnlyWhatResistsPhishingBindsAOneTimePasswordDoesNot() {
        attributes.set("relock.bindFactors", "phishing-resistant");

        signIn().giveOneTimePassword().expectSignedIn();

        assertThat(site.credentialsOf(owner)).doesNotContain("relock-device");
    }

    @Test
    void aFlowMayNameTheFactorThatBindsAndHowLong() {
        attributes.set("relock.bindFactors", "phishing-resistant");
        site.bindBrowserFlow(flow("auth-otp-form", Map.of("factors", "otp", "lifetime", "7200"))
                .alias());
        SignIn signIn = signIn().giveOneTimePassword();
        assertThat(signIn.screen()).isEqualTo(Screen.TRUST_THIS_BROWSER);
        assertThat(laptop.page().textContent("#relock-bind-question")).contains("2 hours");

        signIn.trustThisBrowser().signOut(site);

        signIn().expectSignedIn();
    }

    @Test
    void aSecurityKeyMakesABrowserTrustedWhereOnlyWhatResistsPhishingDoes(Browsers browsers) {
        attributes.set("relock.bindFactors", "phishing-resistant");
        attributes.set("relock.bindAfter", "link-if-phishable");
        site.bindBrowserFlow(flow("webauthn-authenticator", Map.of()).alias());
        VirtualAuthenticator.securityKeyIn(laptop);
        site.change(owner, user -> user.setRequiredActions(List.of("webauthn-register")));
        signIn().setUpSecurityKey().signOut(site);

        signIn().useSecurityKey().trustThisBrowser().signOut(site);

        assertThat(site.credentialsOf(owner)).contains("relock-device", "webauthn");
        signIn().expectSignedIn();
        SignIn elsewhere = SignIn.begin(site, browsers.newProfile(), owner).givePassword();
        assertThat(elsewhere.screen()).isEqualTo(Screen.SECURITY_KEY);
    }

    private FlowDraft flow(String secondFactor, Map<String, String> bindSettings) {
        return FlowDraft.in(site)
                .execution("auth-cookie", "ALTERNATIVE")
                .subFlow(
                        "ALTERNATIVE",
                        forms -> forms.execution("auth-username-password-form", "REQUIRED")
                                .execution("relock-device", "REQUIRED")
                                .secondFactor(secondFactor, bindSettings));
    }

    private SignIn signIn() {
        return SignIn.begin(site, laptop, owner).givePassword();
    }

    private void demand(String trust) {
        ClientRepresentation client = demoClient();
        Map<String, String> clientAttributes = new HashMap<>(client.getAttributes());
        clientAttributes.put("relock.trust", trust);
        client.setAttributes(clientAttributes);
        site.realm().clients().get(client.getId()).update(client);
    }

    private ClientRepresentation demoClient() {
        return site.realm().clients().findByClientId(DemoRealm.CLIENT_ID).get(0);
    }

    private String lastStateOf(Person person) {
        return site.realm().getEvents(List.of("LOGIN"), null, site.idOf(person), null, null, null, 0, 1).stream()
                .map(EventRepresentation::getDetails)
                .map(details -> details.get("relock_device_state"))
                .findFirst()
                .orElseThrow();
    }
}
