package dev.relock.testenv.tokens;

import static dev.relock.testenv.tokens.BrowserTokens.device;
import static dev.relock.testenv.tokens.BrowserTokens.proven;
import static dev.relock.testenv.tokens.BrowserTokens.redeeming;
import static dev.relock.testenv.tokens.BrowserTokens.refreshing;
import static dev.relock.testenv.tokens.BrowserTokens.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code relock-proof} among the client policies: refresh tokens are worth nothing on another machine. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StolenRefreshTokenDistributionIT {
    private BrowserTokens world;
    private OidcClient client;

    @BeforeAll
    void importPolicies(KeycloakDistribution keycloak) {
        world = BrowserTokens.in(TestRealm.imported(keycloak));
        client = world.client("always");
    }

    @AfterAll
    void removeRealm() {
        world.close();
    }

    private static void expectRefused(JsonNode answer, String reason) {
        assertThat(answer.path("error").asText()).as(answer.toString()).isEqualTo("invalid_grant");
        assertThat(answer.path("error_description").asText()).isEqualTo("Relock error=\"" + reason + "\"");
    }

    @Test
    void theBrowserThatSignedInRedeemsAndRefreshesAndTheTokensNameIt() {
        HttpAgent page = world.page();

        Tokens first = world.signedIn(page, client);
        Tokens second = tokens(client.grant(proven(page, client, refreshing(first))));
        page.step();
        Tokens third = tokens(client.grant(proven(page, client, refreshing(second))));

        for (Tokens each : new Tokens[] {first, second, third}) {
            assertThat(each.idToken().path("relock_application_device").asText())
                    .isEqualTo(device(page));
            assertThat(each.accessToken().path("relock_application_device").asText())
                    .isEqualTo(device(page));
        }
    }

    @Test
    void aRefreshTokenThatWasMovedToAnotherMachineGetsNothing() {
        HttpAgent page = world.page();
        HttpAgent thief = world.page();
        Tokens tokens = world.signedIn(page, client);

        expectRefused(client.grant(refreshing(tokens)), "401 missing");
        expectRefused(client.grant(proven(thief, client, refreshing(tokens))), "401 user");

        tokens(client.grant(proven(page, client, refreshing(tokens))));
    }

    @Test
    void aRecordedProofGetsNoTokensForAnotherRefreshTokenNorTwice() {
        HttpAgent page = world.page();
        Tokens tokens = world.signedIn(page, client);
        Map<String, String> once = proven(page, client, refreshing(tokens));

        expectRefused(client.grant(proven(page, client, refreshing(tokens), "another")), "401 mac");
        Map<String, String> unbound = new HashMap<>(refreshing(tokens));
        unbound.putAll(page.proof());
        expectRefused(client.grant(unbound), "401 mac");
        Tokens next = tokens(client.grant(once));

        Map<String, String> replayed = new HashMap<>(once);
        replayed.put("refresh_token", next.raw("refresh_token"));
        expectRefused(client.grant(replayed), "401 mac");
        expectRefused(client.grant(once), "401 replayed");
    }

    @Test
    void aCodeIsRedeemedOnlyByTheBrowserThatAskedForIt() {
        HttpAgent page = world.page();
        HttpAgent thief = world.page();

        String stolen = world.code(client, Map.of("relock_device", device(page)));
        expectRefused(client.grant(proven(thief, client, redeeming(stolen))), "401 user");
        String shownWithout = world.code(client, Map.of("relock_device", device(page)));
        expectRefused(client.grant(redeeming(shownWithout)), "401 missing");
    }

    @Test
    void aPageOfAnotherSiteProvesNothingForThisClient() {
        HttpAgent elsewhere = new HttpAgent(
                        URI.create(world.realm().url() + "/relock/"),
                        new Origin(world.realm().url().resolve("/").toString().replaceFirst("/$", "")))
                .enrol();

        expectRefused(client.grant(proven(elsewhere, client, redeeming(world.code(client, Map.of())))), "401 origin");
    }

    @Test
    void newKeysHelpWhereTheOldOnesAreForgotten() {
        HttpAgent page = world.page();
        Tokens tokens = world.signedIn(page, client);
        Map<String, String> late = proven(page, client, refreshing(tokens));
        assertThat(page.call("close").status()).isEqualTo(204);

        expectRefused(client.grant(late), "409 epoch_unknown");
        page.step();
        tokens(client.grant(proven(page, client, refreshing(tokens))));
    }

    @Test
    void nobodyGetsTokensOfThisClientWithoutABrowser() {
        Person person = world.realm().somebody();

        JsonNode answer = client.grant(Map.of(
                "grant_type", "password",
                "username", person.name(),
                "password", person.password(),
                "totp", person.authenticator().unused()));

        assertThat(answer.path("error").asText()).isEqualTo("unauthorized_client");
    }

    @Test
    void offlineTokensStayWithTheirBrowserToo() {
        HttpAgent page = world.page();
        OidcClient offline = world.realm().client(representation -> {
            representation.setPublicClient(true);
            representation.setWebOrigins(java.util.List.of(BrowserTokens.APPLICATION.value()));
            representation.setAttributes(Map.of("browser.tokens", "always"));
            representation.setOptionalClientScopes(java.util.List.of("offline_access"));
        });
        String code = world.code(offline, Map.of("scope", "openid offline_access", "relock_device", device(page)));
        Tokens tokens = tokens(offline.grant(proven(page, offline, redeeming(code))));

        expectRefused(offline.grant(proven(world.page(), offline, refreshing(tokens))), "401 user");
        tokens(offline.grant(proven(page, offline, refreshing(tokens))));
    }

    // The condition: who has proven himself once must go on doing so.

    @Test
    void withTheConditionOthersSignInAsBeforeAndWhoeverHasShownProofMustGoOn() {
        OidcClient gradual = world.client("once-shown");
        HttpAgent page = world.page();

        Tokens without = tokens(gradual.grant(redeeming(world.code(gradual, Map.of()))));
        tokens(gradual.grant(refreshing(without)));

        String code = world.code(gradual, Map.of());
        Tokens shown = tokens(gradual.grant(proven(page, gradual, redeeming(code))));
        expectRefused(gradual.grant(refreshing(shown)), "401 missing");
        tokens(gradual.grant(proven(page, gradual, refreshing(shown))));
        String announced = world.code(gradual, Map.of("relock_device", device(page)));
        expectRefused(gradual.grant(redeeming(announced)), "401 missing");
    }

    @Test
    void withTheConditionATokenThatCannotBeReadGetsNothing() {
        OidcClient gradual = world.client("once-shown");

        expectRefused(
                gradual.grant(Map.of("grant_type", "refresh_token", "refresh_token", "no.token.atall")), "401 missing");
    }
}
