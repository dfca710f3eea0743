package dev.relock.testenv.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.RealmAttributes;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;

/** What puts an end to trust though the browser still has its key. */
@KeycloakTest
final class EndingsBrowserIT {
    private final DemoSite site;
    private final RealmAttributes attributes;
    private Person owner;
    private UserResource account;
    private BrowserProfile laptop;

    EndingsBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        attributes = new RealmAttributes(site.realm());
    }

    @BeforeEach
    void somebodyOwnsALaptop(Browsers browsers) {
        owner = site.somebody();
        account = site.realm().users().get(site.idOf(owner));
        laptop = browsers.newProfile();
        SignIn.toOwn(site, laptop, owner);
    }

    @AfterEach
    void closeSite() {
        attributes.close();
        site.close();
    }

    @Test
    void anAdministratorWhoResetsThePasswordEndsTheTrust() {
        account.resetPassword(password(owner.password()));

        assertThat(signIn().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void trustThatEndedComesBackWithTheSecondFactor() {
        account.resetPassword(password(owner.password()));
        signIn().giveOneTimePassword().trustThisBrowser().signOut(site);

        signIn().expectSignedIn();
    }

    @Test
    void whereThePolicySaysNeverAResetEndsNothing() {
        attributes.set("relock.endOnPassword", "never");
        account.resetPassword(password(owner.password()));

        signIn().expectSignedIn();
    }

    @Test
    void whoChoosesANewPasswordWhileSignedInStaysTrusted() {
        chooseNewPassword();

        signIn().expectSignedIn();
    }

    @Test
    void whereThePolicySaysAnyANewPasswordOfOnesOwnEndsTheTrust() {
        attributes.set("relock.endOnPassword", "any");
        chooseNewPassword();

        assertThat(signIn().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aPasswordOfOnesOwnDoesNotBringBackWhatAResetHasEnded(Browsers browsers) {
        account.resetPassword(password(owner.password()));
        BrowserProfile other = browsers.newProfile();
        SignIn.begin(site, other, owner).givePassword().giveOneTimePassword().declineToTrust();
        chooseNewPassword(other);

        assertThat(signIn().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aSecondFactorThatIsRemovedEndsTheTrust() {
        account.credentials().stream()
                .filter(credential -> credential.getType().equals("otp"))
                .forEach(credential -> account.removeCredential(credential.getId()));

        assertThat(signIn().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD_SET_UP);
    }

    @Test
    void anotherAddressEndsTheTrustOnlyWhereThePolicySaysSo() {
        site.change(owner, user -> user.setEmail("new-" + user.getEmail()));
        SignIn first = signIn();
        first.expectSignedIn();
        first.signOut(site);
        attributes.set("relock.endOnEmail", "true");

        assertThat(signIn().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void toBeSignedOutEverywhereEndsTheTrustOnlyWhereThePolicySaysSo() {
        account.logout();
        SignIn first = signIn();
        first.expectSignedIn();
        first.signOut(site);
        attributes.set("relock.endOnSignOut", "true");

        assertThat(signIn().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void toHaveBeenDisabledEndsTheTrustOnlyWhereThePolicySaysSo() {
        disableForAWhile();
        SignIn first = signIn();
        first.expectSignedIn();
        first.signOut(site);
        attributes.set("relock.endOnDisabled", "true");
        disableForAWhile();

        assertThat(site.credentialsOf(owner)).doesNotContain("relock-device");
        assertThat(signIn().screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    private SignIn signIn() {
        return SignIn.begin(site, laptop, owner).givePassword();
    }

    private void disableForAWhile() {
        site.change(owner, user -> user.setEnabled(false));
        site.change(owner, user -> user.setEnabled(true));
    }

    private void chooseNewPassword() {
        signIn().expectSignedIn();
        chooseNewPassword(laptop);
    }

    /** In the account, by somebody who is signed in; to the same password, which the realm allows. */
    private void chooseNewPassword(BrowserProfile browser) {
        URI again = URI.create(site.keycloak().realm("relock-demo")
                + "/protocol/openid-connect/auth?client_id=account-console&response_type=code&scope=openid"
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&kc_action=UPDATE_PASSWORD"
                + "&redirect_uri=" + site.keycloak().realm("relock-demo") + "/account/");
        browser.page().navigate(again.toString());
        SignIn.at(browser, owner).chooseNewPassword();
        browser.page().waitForURL("**/account/**");
        browser.page().navigate(site.client().url().toString());
        SignIn.at(browser, owner).signOut(site);
    }

    private static CredentialRepresentation password(String value) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(value);
        password.setTemporary(false);
        return password;
    }
}
