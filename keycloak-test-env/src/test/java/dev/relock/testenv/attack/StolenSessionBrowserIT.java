package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;

/** {@code relock-session}: a signed-in user's cookies are worth nothing in another browser. */
@KeycloakTest
final class StolenSessionBrowserIT {
    private final DemoSite site;
    private Person owner;
    private BrowserProfile laptop;
    private Application application;

    StolenSessionBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void somebodyIsSignedIn(Browsers browsers) {
        application = Application.withWebOrigins(site);
        guardSessions(Map.of());
        owner = site.somebody();
        laptop = browsers.newProfile();
        SignIn.begin(site, laptop, owner)
                .givePassword()
                .giveOneTimePassword()
                .trustThisBrowser()
                .expectSignedIn();
    }

    @AfterEach
    void bindUsualFlow() {
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @Test
    void theUserIsSignedInToAnotherApplicationWithoutAWord() {
        laptop.page().navigate(application.signIn(site, "openid").toString());

        expectCode(laptop.page());
    }

    @Test
    void aThiefOfAllCookiesIsAskedToSignInAndTheUserStaysSignedIn(Browsers browsers) {
        BrowserProfile thief = browsers.newProfile();
        thief.context().addCookies(laptop.context().cookies());
        assertThat(thief.context().cookies()).extracting(cookie -> cookie.name).contains("KEYCLOAK_IDENTITY");

        thief.page().navigate(application.signIn(site, "openid").toString());

        assertThat(SignIn.at(thief, owner).screen()).isEqualTo(Screen.PASSWORD);
        laptop.page().navigate(application.signIn(site, "openid").toString());
        expectCode(laptop.page());
    }

    @Test
    void aSilentSignInShowsNoPageAndIsToldToSignIn(Browsers browsers) {
        BrowserProfile thief = browsers.newProfile();
        thief.context().addCookies(laptop.context().cookies());

        for (BrowserProfile browser : new BrowserProfile[] {thief, laptop}) {
            browser.page().navigate(application.signIn(site, "openid") + "&prompt=none");
            assertThat(browser.page().url()).contains("error=login_required").doesNotContain("code=");
        }
    }

    @Test
    void aNamedApplicationMaySignInSilently() {
        guardSessions(Map.of("cookieClients", "other##" + application.clientId()));

        laptop.page().navigate(application.signIn(site, "openid") + "&prompt=none");

        expectCode(laptop.page());
    }

    @Test
    void aSessionWithoutASecondFactorIsNotEnoughForASensitiveApplication() {
        SignIn.at(laptop, owner).signOut(site);
        SignIn.begin(site, laptop, owner).givePassword().expectSignedIn();
        application.change(site, this::makeSensitive);

        laptop.page().navigate(application.signIn(site, "openid").toString());

        SignIn again = SignIn.at(laptop, owner).givePassword();
        assertThat(again.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
        again.giveOneTimePassword();
        expectCode(laptop.page());
        laptop.page().navigate(application.signIn(site, "openid").toString());
        expectCode(laptop.page());
    }

    private void makeSensitive(ClientRepresentation client) {
        client.setAttributes(Map.of("relock.trust", "false"));
    }

    private static void expectCode(Page page) {
        page.waitForURL("**/elsewhere?**");
        assertThat(page.url()).contains("code=").doesNotContain("error=");
    }

    private void guardSessions(Map<String, String> settings) {
        site.bindBrowserFlow(FlowDraft.in(site)
                .execution("relock-session", "ALTERNATIVE", settings)
                .subFlow(
                        "ALTERNATIVE",
                        forms -> forms.execution("auth-username-password-form", "REQUIRED")
                                .execution("relock-device", "REQUIRED")
                                .secondFactor())
                .alias());
    }
}
