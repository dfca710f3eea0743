package dev.relock.testenv.adaptive;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passkeys first: whoever signs in with one may trust the browser, whose password is then enough where there is no passkey. */
@KeycloakTest
final class PasskeyBrowserIT {
    private final DemoSite site;
    private Person person;

    PasskeyBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void bindFlow() {
        person = site.somebody();
        site.bindBrowserFlow(FlowDraft.in(site)
                .execution("auth-cookie", "ALTERNATIVE")
                .subFlow(
                        "ALTERNATIVE",
                        passkey -> passkey.execution("webauthn-authenticator-passwordless", "REQUIRED")
                                .execution("relock-device", "REQUIRED")
                                .execution("relock-bind", "REQUIRED", Map.of("factors", "phishing-resistant")))
                .subFlow(
                        "ALTERNATIVE",
                        password -> password.execution("auth-username-password-form", "REQUIRED")
                                .execution("relock-device", "REQUIRED")
                                .secondFactor())
                .alias());
    }

    @AfterEach
    void bindUsualFlow() {
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @Test
    void aPasskeyMakesTheBrowserTrustedAndNoOther(Browsers browsers) {
        BrowserProfile laptop = browsers.newProfile();
        SecurityKey.setUpPasskeysIn(laptop);
        site.change(person, user -> user.setRequiredActions(List.of("webauthn-register-passwordless")));
        withPassword(laptop).giveOneTimePassword().declineToTrust();
        SecurityKey.register(laptop.page());
        SignIn.at(laptop, person).signOut(site);

        laptop.page().navigate(site.client().url().toString());
        laptop.page().click("#sign-in");
        SecurityKey.use(laptop.page());
        SignIn.at(laptop, person).trustThisBrowser().signOut(site);

        assertThat(site.credentialsOf(person)).contains("relock-device", "webauthn-passwordless");
        withPassword(laptop).expectSignedIn();
        SignIn elsewhere = withPassword(browsers.newProfile());
        assertThat(elsewhere.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    /** By "try another way", since the passkey comes first. */
    private SignIn withPassword(BrowserProfile browser) {
        Page page = browser.page();
        page.navigate(site.client().url().toString());
        page.click("#sign-in");
        page.click("#try-another-way");
        page.click(".select-auth-box-parent:last-of-type, #kc-select-credential-form button:last-of-type");
        page.waitForSelector("#kc-form-login");
        return SignIn.at(browser, person).givePassword();
    }
}
