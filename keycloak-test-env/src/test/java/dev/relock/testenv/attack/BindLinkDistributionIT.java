package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpTrustLink;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.FlowDraft;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** {@code relock.bindAfter} = link: a mailed link makes trusted the very browser that asked, and no other. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BindLinkDistributionIT {
    private static final String SUBJECT = "Do you want to trust this browser?";

    private TestRealm realm;
    private PostOffice post;
    private OidcClient client;
    private Person person;
    private HttpBrowser laptop;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        realm.set("relock.bindAfter", "link");
        post = PostOffice.of(realm.admin());
        client = realm.client();
    }

    @AfterAll
    void removeRealm() {
        post.close();
        realm.close();
    }

    @BeforeEach
    void somebodyHasALaptop() {
        person = realm.somebody();
        laptop = realm.browser();
    }

    @Test
    void theBrowserThatAskedIsTrustedOnceTheLinkWasOpenedInIt() {
        URI link = ask(laptop);
        assertThat(realm.devicesOf(person)).isEmpty();
        assertThat(next(laptop)).isEqualTo(Screen.ONE_TIME_PASSWORD);

        HttpTrustLink opened = HttpTrustLink.open(laptop, link);
        assertThat(opened.screen()).isEqualTo(Screen.TRUST_LINK);
        assertThat(realm.devicesOf(person)).as("before the button").isEmpty();
        assertThat(opened.press().screen()).isEqualTo(Screen.TRUST_LINK_DONE);

        assertThat(realm.devicesOf(person)).hasSize(1);
        assertThat(next(laptop)).isEqualTo(Screen.SIGNED_IN);
        assertThat(told()).containsSubsequence("device_bound", "device_link_sent");
    }

    @Test
    void whoRelaysPasswordAndCodeGetsNoTrustThoughTheVictimOpensTheLink() {
        HttpBrowser attackers = realm.browser();
        URI link = ask(attackers);

        HttpTrustLink opened = HttpTrustLink.open(laptop, link);
        assertThat(opened.screen()).isEqualTo(Screen.TRUST_LINK_ELSEWHERE);
        assertThat(opened.html()).doesNotContain(person.name());
        assertThat(opened.press().screen()).isEqualTo(Screen.TRUST_LINK_ELSEWHERE);

        assertThat(realm.devicesOf(person)).isEmpty();
        assertThat(next(attackers)).isEqualTo(Screen.ONE_TIME_PASSWORD);
        assertThat(next(laptop)).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void aProofOfTheRightBrowserForAnotherPageBindsNothing() {
        URI link = ask(laptop);
        HttpTrustLink opened = HttpTrustLink.open(laptop, link);

        for (TokenContext other : List.of(
                TokenContext.none(), TokenContext.bindPage("0".repeat(32)), TokenContext.loginPage("0".repeat(32)))) {
            assertThat(opened.press(laptop.agent().proof(other)).screen()).isEqualTo(Screen.TRUST_LINK_ELSEWHERE);
        }

        assertThat(realm.devicesOf(person)).isEmpty();
    }

    @Test
    void aMailScannerBindsNothingAndTheLinkStaysGood() {
        URI link = ask(laptop);
        HttpBrowser scanner = HttpBrowser.withoutAgent(realm.url());

        assertThat(HttpTrustLink.open(scanner, link).press().status()).isEqualTo(403);
        assertThat(HttpTrustLink.open(realm.browser(), link).press().status()).isEqualTo(403);

        assertThat(realm.devicesOf(person)).isEmpty();
        assertThat(HttpTrustLink.open(laptop, link).press().screen()).isEqualTo(Screen.TRUST_LINK_DONE);
    }

    @Test
    void aLinkThatWasUsedDoesNotBringTrustBack() {
        URI link = ask(laptop);
        HttpTrustLink.open(laptop, link).press();
        CredentialRepresentation device = realm.devicesOf(person).get(0);
        realm.admin().users().get(realm.user(person).getId()).removeCredential(device.getId());

        HttpTrustLink again = HttpTrustLink.open(laptop, link);

        assertThat(again.screen()).isEqualTo(Screen.TRUST_LINK_VOID);
        assertThat(again.press().status()).isEqualTo(410);
        assertThat(realm.devicesOf(person)).isEmpty();
    }

    @Test
    void aLinkIsVoidOnceThePasswordIsAnotherOrTheUserIsDisabled() {
        URI first = ask(laptop);
        realm.admin().users().get(realm.user(person).getId()).resetPassword(password());
        assertThat(HttpTrustLink.open(laptop, first).press().screen()).isEqualTo(Screen.TRUST_LINK_VOID);

        Person other = realm.somebody();
        person = other;
        URI second = ask(laptop.forgetCookies());
        UserRepresentation user = realm.user(other);
        user.setEnabled(false);
        realm.admin().users().get(user.getId()).update(user);
        assertThat(HttpTrustLink.open(laptop, second).press().screen()).isEqualTo(Screen.TRUST_LINK_VOID);
    }

    @Test
    void aForgedKeyOrThatOfAnotherMailIsVoid() {
        URI link = ask(laptop);
        String key = link.getQuery().replaceFirst("^token=", "");
        String[] parts = key.split("\\.", -1);
        realm.set("relock.bindAfter", "factor");
        try {
            Person owner = realm.somebody();
            client.own(realm.browser(), owner);
            String removal = post(owner, "A new browser is trusted").getQuery().replaceFirst("^token=", "");

            for (String forged : List.of(
                    parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse(),
                    parts[0] + "." + parts[1] + ".",
                    "",
                    "x".repeat(5000),
                    removal)) {
                HttpTrustLink opened = HttpTrustLink.open(laptop, with(link, forged));
                assertThat(opened.status()).isEqualTo(410);
                assertThat(opened.press().status()).isEqualTo(410);
            }
            assertThat(realm.devicesOf(owner)).hasSize(1);
        } finally {
            realm.set("relock.bindAfter", "link");
        }
        assertThat(realm.devicesOf(person)).isEmpty();
    }

    @Test
    void whoHasNoAddressIsNotAskedAndTrustsNothing() {
        UserRepresentation user = realm.user(person);
        user.setEmail("");
        realm.admin().users().get(user.getId()).update(user);
        // Keycloak would ask for the address.
        RequiredActionProviderRepresentation profile = realm.admin().flows().getRequiredAction("VERIFY_PROFILE");
        profile.setEnabled(false);
        realm.admin().flows().updateRequiredAction("VERIFY_PROFILE", profile);

        assertThat(client.signIn(laptop, person)
                        .givePassword()
                        .giveOneTimePassword()
                        .screen())
                .isEqualTo(Screen.SIGNED_IN);
        assertThat(realm.devicesOf(person)).isEmpty();
    }

    @Test
    void aFlowMayLeaveTheLinkOut() {
        String flow = FlowDraft.in(realm.admin())
                .execution("auth-username-password-form", "REQUIRED")
                .execution("relock-device", "REQUIRED")
                .secondFactor("auth-otp-form", Map.of("after", "factor"))
                .alias();

        realm.clientOf(flow).own(laptop, person);

        assertThat(realm.devicesOf(person)).hasSize(1);
    }

    /** Signs in with both factors, and wants the browser trusted. */
    private URI ask(HttpBrowser browser) {
        client.redeem(client.signIn(browser, person)
                .givePassword()
                .giveOneTimePassword()
                .trustThisBrowser());
        return post(person, SUBJECT);
    }

    private URI post(Person to, String subject) {
        String address = to.name() + "@example.org";
        await("the mail").until(() -> post.subjectsTo(address).contains(subject));
        return post.linkTo(address, subject);
    }

    private Screen next(HttpBrowser browser) {
        return client.signIn(browser.forgetCookies(), person).givePassword().screen();
    }

    /** The newest first. */
    private List<String> told() {
        String id = realm.user(person).getId();
        return realm.admin().getEvents(List.of("UPDATE_CREDENTIAL"), null, id, null, null, null, null, null).stream()
                .map(EventRepresentation::getDetails)
                .map(details -> details.get("relock_event"))
                .toList();
    }

    private static URI with(URI link, String key) {
        return URI.create(
                link.toString().replaceFirst("\\?.*", "") + "?token=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
    }

    private static CredentialRepresentation password() {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue("another");
        password.setTemporary(false);
        return password;
    }
}
