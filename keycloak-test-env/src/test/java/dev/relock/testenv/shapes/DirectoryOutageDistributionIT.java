package dev.relock.testenv.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.TestRealm;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.ComponentRepresentation;

/** The directory in which Keycloak looks up its users fails: the documented status 500, and nothing that helps anybody. */
@KeycloakTest
final class DirectoryOutageDistributionIT {
    private static final Origin APPLICATION = new Origin("http://localhost:8000");
    private static final String TRUSTED = APPLICATION.value() + "/trusted";

    private LdapServer ldap;
    private TestRealm realm;
    private OidcClient client;
    private HttpAgent page;
    private String token;

    @BeforeEach
    void signSomebodyIn(KeycloakDistribution keycloak, @TempDir Path directory) {
        ldap = LdapServer.in(directory);
        realm = TestRealm.imported(keycloak);
        ComponentRepresentation federation = ldap.federation();
        // Each look-up of a user is one in the directory.
        federation.getConfig().putSingle("importEnabled", "false");
        federation.getConfig().putSingle("cachePolicy", "NO_CACHE");
        realm.federate(federation);
        client = realm.client(it -> {
            it.setPublicClient(true);
            it.setDirectAccessGrantsEnabled(true);
            it.setWebOrigins(List.of(APPLICATION.value()));
            it.setAttributes(
                    Map.of("relock.redirectTrusted", TRUSTED, "relock.redirectNew", APPLICATION.value() + "/new"));
        });
        page = new HttpAgent(URI.create(realm.url() + "/relock/"), APPLICATION).enrol();
        token = new Tokens(client.grant(
                        Map.of("grant_type", "password", "username", LdapServer.USER, "password", LdapServer.PASSWORD)))
                .raw("access_token");
        assertThat(login().status()).isEqualTo(200);
    }

    @AfterEach
    void close() {
        realm.close();
        ldap.close();
    }

    private Reply login() {
        return page.send(
                "login", page.proof(), Map.of("Origin", APPLICATION.value(), "Authorization", "Bearer " + token));
    }

    private int bindings() {
        return realm.devicesOf(LdapServer.USER).size();
    }

    private static void expectFailure(Reply reply) {
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("status_code").asInt()).isEqualTo(500);
        assertThat(reply.json().path("message").asText()).isEqualTo("The gateway failed");
        assertThat(reply.json().size()).isEqualTo(2);
    }

    @Test
    void whatNeedsTheUserFailsAsDocumentedAndTellsNothing() {
        ldap.close();

        expectFailure(page.call("confirm"));
        expectFailure(login());
        expectFailure(page.exchange(page.agent().step()));
    }

    private Reply forget() {
        Map<String, Object> fields = new HashMap<>(page.proof());
        fields.put("forget", true);
        return page.send("logout", fields);
    }

    @Test
    void nobodyHearsThatABrowserIsForgottenThatIsNot() {
        ldap.close();

        expectFailure(forget());
        expectFailure(forget());

        ldap.restart();
        assertThat(bindings()).isEqualTo(1);
        assertThat(forget().status()).isEqualTo(200);
        assertThat(bindings()).isZero();
    }

    @Test
    void aSignInThatFailedHidesNothingFromWhoeverForgets() {
        ldap.close();

        expectFailure(login());

        expectFailure(forget());
    }

    @Test
    void aProxyHearsThatTheProofIsNotGoodNow() {
        ldap.close();

        Reply told = page.get("auth", page.proof());

        assertThat(told.status()).isEqualTo(401);
        assertThat(told.response().headers().firstValue("WWW-Authenticate"))
                .contains("Relock error=\"503 unavailable\"");
    }

    @Test
    void aPageThatForgetsIsForgotten() {
        ldap.close();

        assertThat(page.call("clear").status()).isEqualTo(200);

        assertThat(page.call("confirm").status()).isEqualTo(410);
    }

    private Reply comeBack(String transaction) {
        return page.submit(
                "gateway/" + transaction + "?client_id=" + client.id(),
                page.proof(TokenContext.redirect(client.id(), transaction)));
    }

    @Test
    void aRedirectThatFailsSaysSoOnItsOwnPageAndCanBeTakenAgain() {
        String transaction = UUID.randomUUID().toString();
        ldap.close();

        Reply failed = comeBack(transaction);

        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.response().headers().firstValue("Content-Security-Policy"))
                .as("our page, and not Keycloak's own one, which behind an application's proxy has no styles")
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(failed.response().body()).doesNotContain(TRUSTED);

        ldap.restart();
        Reply trusted = comeBack(transaction);
        assertThat(trusted.status()).isEqualTo(200);
        assertThat(trusted.response().body()).contains("action=\"" + TRUSTED + "\"");
    }
}
