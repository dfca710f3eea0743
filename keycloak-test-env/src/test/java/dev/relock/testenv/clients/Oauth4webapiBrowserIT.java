package dev.relock.testenv.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.signin.Screen;
import dev.relock.testenv.signin.SignIn;
import dev.relock.testenv.site.DocumentedPolicies;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens that oauth4webapi gets for a page belong to its browser: by DPoP with a key that the browser keeps, or by the device. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Oauth4webapiBrowserIT {
    private static final Path DIRECTORY =
            Artifacts.ofTheBuild().directory().resolve("clients").resolve("oauth4webapi");
    /** Tokens, or the error that the token endpoint answers. */
    private static final String REFRESH =
            "(token) => app.refresh(token).then(() => 'tokens', (refused) => refused.error ?? `${refused}`)";

    private TestRealm realm;
    private Oauth4webapiPages pages;

    /** What the tokens of a client are bound to, each without the other. */
    private enum BoundTo {
        KEY("dpop", "dpop.bound.access.tokens", "true"),
        DEVICE("plain", "browser.tokens", "always");

        private final String path;
        private final String attribute;
        private final String value;

        BoundTo(String path, String attribute, String value) {
            this.path = path;
            this.attribute = attribute;
            this.value = value;
        }
    }

    @BeforeAll
    void start(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        DocumentedPolicies.importInto(realm);
        pages = Oauth4webapiPages.start(realm.url(), DIRECTORY);
    }

    @AfterAll
    void stop() {
        pages.close();
        realm.close();
    }

    /** The address of the pages of a new client. */
    private String application(BoundTo boundTo) {
        String client = realm.client(it -> {
                    it.setPublicClient(true);
                    it.setRedirectUris(List.of(pages.origin() + "/*"));
                    it.setWebOrigins(List.of(pages.origin()));
                    it.setAttributes(Map.of(boundTo.attribute, boundTo.value));
                })
                .id();
        return pages.origin() + "/" + boundTo.path + "/" + client + "/";
    }

    private static Page open(BrowserProfile browser, String application) {
        Page page = browser.page();
        page.navigate(application);
        assertThat(page.locator("#who")).hasText("Nobody is signed in");
        return page;
    }

    private Page signedIn(BrowserProfile browser, String application) {
        Person person = realm.somebody();
        Page page = open(browser, application);
        Screen.leave(page, "#sign-in");
        SignIn.at(browser, person).givePassword().giveOneTimePassword().declineToTrust();
        assertThat(page.locator("#who")).hasText("Signed in");
        return page;
    }

    private static Tokens tokens(Page page) {
        JsonNode tokens = new ObjectMapper().valueToTree(page.evaluate("() => app.tokens"));
        return new Tokens(tokens);
    }

    @Test
    void theAccessTokenIsBoundToTheKeyOfTheBrowserAndGoodWithItsProof(Browsers browsers) {
        Page page = signedIn(browsers.newProfile(), application(BoundTo.KEY));

        assertThat(tokens(page).accessToken().path("cnf").path("jkt").asText())
                .isEqualTo(page.evaluate("() => app.thumbprint"));
        assertThat(page.evaluate("async () => (await app.userinfo(app.tokens)).sub"))
                .isEqualTo(tokens(page).idToken().path("sub").asText());
        assertThat(page.evaluate(REFRESH, tokens(page).raw("refresh_token"))).isEqualTo("tokens");
    }

    @Test
    void theTokensNameTheDeviceOfThePage(Browsers browsers) {
        Page page = signedIn(browsers.newProfile(), application(BoundTo.DEVICE));

        assertThat(tokens(page).accessToken().path("relock_application_device").asText())
                .isEqualTo(page.evaluate("() => app.device"));
    }

    @ParameterizedTest
    @EnumSource
    void aRefreshTokenThatWasMovedToAnotherMachineGetsNothing(BoundTo boundTo, Browsers browsers) {
        String application = application(boundTo);
        Page page = signedIn(browsers.newProfile(), application);
        String stolen = tokens(page).raw("refresh_token");
        Page thief = open(browsers.newProfile(), application);

        assertThat(thief.evaluate(REFRESH, stolen)).isEqualTo("invalid_grant");

        assertThat(page.evaluate(REFRESH, stolen)).as("at home").isEqualTo("tokens");
    }

    @Test
    void anAccessTokenThatWasMovedToAnotherMachineOpensNothing(Browsers browsers) {
        String application = application(BoundTo.KEY);
        Page page = signedIn(browsers.newProfile(), application);
        Page thief = open(browsers.newProfile(), application);

        Object answer = thief.evaluate(
                "(stolen) => app.userinfo({ access_token: stolen }).then(() => 200, (refused) => refused.status)",
                tokens(page).raw("access_token"));

        assertThat(answer).isEqualTo(401);
    }
}
