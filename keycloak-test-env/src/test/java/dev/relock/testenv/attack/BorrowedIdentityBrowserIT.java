package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code POST login} of real browsers at Keycloak's own origin. */
@KeycloakTest
final class BorrowedIdentityBrowserIT {
    private static final String LOGIN = """
            async ({ bearer, user }) => {
              await window.relock.ready;
              const token = window.relock.token();
              const response = await fetch(`${location.pathname}/relock/login`, {
                method: 'POST',
                headers: { 'Content-Type': 'application/json', ...(bearer && { Authorization: `Bearer ${bearer}` }) },
                body: JSON.stringify({
                  'X-Key-Token': token.hexlify(),
                  'X-Key-Signature': window.relock.sign(token).hexlify(),
                  'X-Key-Session': window.relock.xsid,
                  user,
                }),
              });
              return response.status;
            }
            """;

    private final DemoSite site;
    private final String realm;

    BorrowedIdentityBrowserIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        realm = keycloak.realm(DemoRealm.NAME).toString();
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void aDeviceBoundByAnAccessTokenIsStillAskedForTheSecondFactor(Browsers browsers) {
        Person person = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        Application application =
                Application.withWebOrigins(site, site.keycloak().url().toString());
        String token = application.tokensOf(person).getAccessToken().getValue();

        assertThat(login(laptop.page(), token, person)).isEqualTo(200);

        assertThat(Account.of(site, person).devices())
                .singleElement()
                .satisfies(data -> assertThat(data.path("assurance").asText()).isEqualTo("authenticated"));
        SignIn signIn = SignIn.begin(site, laptop, person).givePassword();
        assertThat(signIn.screen()).isEqualTo(Screen.ONE_TIME_PASSWORD);
    }

    @Test
    void theSessionCookieOfSomebodyWhoSignedInNamesHim(Browsers browsers) {
        Person person = site.somebody();
        BrowserProfile laptop = browsers.newProfile();
        SignIn.begin(site, laptop, person)
                .givePassword()
                .giveOneTimePassword()
                .declineToTrust()
                .expectSignedIn();

        assertThat(login(laptop.page(), "", site.somebody())).isEqualTo(401);
        assertThat(login(laptop.page(), "", person)).isEqualTo(200);
    }

    @Test
    void anAdministratorWhoImpersonatesSomebodyBindsNoDeviceToHim(Browsers browsers) {
        Person person = site.somebody();
        BrowserProfile desk = browsers.newProfile();
        impersonate(desk.page(), person);

        assertThat(login(desk.page(), "", person)).isEqualTo(401);
        assertThat(login(desk.page(), tokenByCookie(desk.page()), person)).isEqualTo(401);

        assertThat(Account.of(site, person).sessions()).hasSize(1);
        assertThat(site.credentialsOf(person)).doesNotContain("relock-device");
    }

    private void impersonate(Page page, Person person) {
        String endpoint = site.keycloak().url() + "/admin/realms/" + DemoRealm.NAME + "/users/"
                + Account.of(site, person).id() + "/impersonation";
        String token = Application.administratorsToken(site.keycloak());
        assertThat(page.context()
                        .request()
                        .post(endpoint, RequestOptions.create().setHeader("Authorization", "Bearer " + token))
                        .status())
                .isEqualTo(200);
    }

    /** What an application gets of whoever Keycloak believes to be signed in here. */
    private String tokenByCookie(Page page) {
        Application application =
                Application.withWebOrigins(site, site.keycloak().url().toString());
        page.navigate(application.signIn(site, "openid").toString());
        page.waitForURL(Application.callback(site) + "?**");
        return application
                .redeem(site, Application.codeIn(URI.create(page.url())))
                .getAccessToken()
                .getValue();
    }

    /** The documented call, from a page of Keycloak's own origin. */
    private int login(Page page, String bearer, Person person) {
        page.navigate(realm);
        page.addScriptTag(new Page.AddScriptTagOptions().setUrl(realm + "/relock/relock.js"));
        Agent.ready(page);
        return (int) page.evaluate(LOGIN, Map.of("bearer", bearer, "user", person.name()));
    }
}
