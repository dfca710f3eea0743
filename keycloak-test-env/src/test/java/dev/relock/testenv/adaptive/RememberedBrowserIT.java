package dev.relock.testenv.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.RealmAttributes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;

/** {@code relock-remember-me}: a trusted browser stands in for a sign-in, for some time. */
@KeycloakTest
final class RememberedBrowserIT {
    private final DemoSite site;
    private final RealmAttributes attributes;
    private Person owner;
    private BrowserProfile laptop;

    RememberedBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        attributes = new RealmAttributes(site.realm());
    }

    @BeforeEach
    void somebodyOwnsALaptop(Browsers browsers) {
        site.bindBrowserFlow(FlowDraft.in(site)
                .execution("auth-cookie", "ALTERNATIVE")
                .subFlow(
                        "ALTERNATIVE",
                        forms -> forms.execution("relock-device", "REQUIRED")
                                .subFlow(
                                        "REQUIRED",
                                        ways -> ways.execution("relock-remember-me", "ALTERNATIVE")
                                                .execution("auth-username-password-form", "ALTERNATIVE"))
                                .secondFactor())
                .alias());
        owner = site.somebody();
        laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
    }

    @AfterEach
    void bindUsualFlow() {
        attributes.close();
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @Test
    void unlessConfiguredNobodyIsRemembered() {
        assertThat(SignIn.begin(site, laptop, owner).screen()).isEqualTo(Screen.PASSWORD);
    }

    @Test
    void theOwnerGoesOnWithoutAPassword() {
        remember();

        SignIn.begin(site, laptop, owner).continueRemembered().expectSignedIn();
    }

    @Test
    void whoSaysThatHeIsSomebodyElseIsAskedForThePassword() {
        remember();

        SignIn signIn = SignIn.begin(site, laptop, owner).notYou();

        assertThat(signIn.asksForUserName()).isTrue();
        signIn.givePassword().expectSignedIn();
    }

    @Test
    void aThiefOfAllCookiesIsAskedForThePassword(Browsers browsers) {
        remember();
        BrowserProfile thief = browsers.newProfile();
        thief.context().addCookies(laptop.context().cookies());

        SignIn stolen = SignIn.begin(site, thief, owner);

        assertThat(stolen.screen()).isEqualTo(Screen.PASSWORD);
        assertThat(thief.page().content()).doesNotContain(owner.name());
    }

    @Test
    void anApplicationThatWantsANewSignInGetsOne() {
        remember();
        SignIn.begin(site, laptop, owner);
        String askedAnew = laptop.page().url() + "&prompt=login";

        laptop.page().navigate(askedAnew);

        assertThat(SignIn.at(laptop, owner).screen()).isEqualTo(Screen.PASSWORD);
    }

    @Test
    void aUserWhoIsLockedOutOrDisabledIsNotRemembered() {
        remember();
        site.change(owner, user -> user.setEnabled(false));
        assertThat(SignIn.begin(site, laptop, owner).screen()).isEqualTo(Screen.PASSWORD);
        site.change(owner, user -> user.setEnabled(true));
        try (BruteForceDetection detection = BruteForceDetection.of(site)) {
            detection.lock(owner);
            assertThat(SignIn.begin(site, laptop, owner).screen()).isEqualTo(Screen.PASSWORD);
        }
    }

    @Test
    void trustThatHasEndedRemembersNobody() {
        remember();
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(owner.password());
        password.setTemporary(false);
        site.realm().users().get(site.idOf(owner)).resetPassword(password);

        assertThat(SignIn.begin(site, laptop, owner).screen()).isEqualTo(Screen.PASSWORD);
    }

    @Test
    void aRequiredActionIsDoneFirst() {
        remember();
        site.change(owner, user -> user.setRequiredActions(List.of("UPDATE_PASSWORD")));

        SignIn signIn = SignIn.begin(site, laptop, owner).continueRemembered();

        assertThat(signIn.screen()).isEqualTo(Screen.NEW_PASSWORD);
    }

    private void remember() {
        attributes.set("relock.rememberMe", "3600");
    }
}
