package dev.relock.testenv.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;

/** {@code relock-identify}: whose browser it is, is known before anybody types a name. */
@KeycloakTest
final class KnownUserBrowserIT {
    private final DemoSite site;
    private Person owner;
    private BrowserProfile laptop;

    KnownUserBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
    }

    @BeforeEach
    void somebodyOwnsALaptop(Browsers browsers) {
        site.bindBrowserFlow(FlowDraft.in(site)
                .execution("auth-cookie", "ALTERNATIVE")
                .subFlow(
                        "ALTERNATIVE",
                        forms -> forms.execution("relock-device", "REQUIRED")
                                .execution("relock-identify", "REQUIRED")
                                .execution("auth-username-password-form", "REQUIRED")
                                .secondFactor())
                .alias());
        owner = site.somebody();
        laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
    }

    @AfterEach
    void bindUsualFlow() {
        site.bindBrowserFlow("relock browser");
        site.close();
    }

    @Test
    void theOwnerIsAskedForThePasswordOnly() {
        SignIn.begin(site, laptop, owner).giveOnlyPassword().expectSignedIn();
    }

    @Test
    void whoSaysThatHeIsSomebodyElseIsAskedForTheUserName() {
        SignIn signIn = SignIn.begin(site, laptop, owner);
        assertThat(signIn.named()).isEqualTo(owner.name());

        assertThat(signIn.startOver().asksForUserName()).isTrue();
        assertThat(signIn.named()).isEmpty();
        signIn.givePassword().expectSignedIn();
    }

    @Test
    void aBrowserOfTwoAsksForTheUserName() {
        Person other = site.somebody();
        SignIn.begin(site, laptop, other)
                .startOver()
                .givePassword()
                .giveOneTimePassword()
                .trustThisBrowser()
                .signOut(site);

        SignIn signIn = SignIn.begin(site, laptop, owner);

        assertThat(signIn.asksForUserName()).isTrue();
        assertThat(signIn.named()).isEmpty();
        signIn.givePassword().expectSignedIn();
    }

    @Test
    void aThiefOfAllCookiesLearnsNoName(Browsers browsers) {
        BrowserProfile thief = browsers.newProfile();
        thief.context().addCookies(laptop.context().cookies());

        SignIn stolen = SignIn.begin(site, thief, owner);

        assertThat(stolen.asksForUserName()).isTrue();
        assertThat(thief.page().content()).doesNotContain(owner.name());
    }

    @Test
    void anOwnerWhoseTrustHasEndedIsNotNamed() {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(owner.password());
        password.setTemporary(false);
        site.realm().users().get(site.idOf(owner)).resetPassword(password);

        assertThat(SignIn.begin(site, laptop, owner).asksForUserName()).isTrue();
    }

    @Test
    void aDisabledOwnerIsNotNamed() {
        site.change(owner, user -> user.setEnabled(false));

        assertThat(SignIn.begin(site, laptop, owner).asksForUserName()).isTrue();
    }
}
