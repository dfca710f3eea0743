package dev.relock.testenv.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code POST login} with an access token that does not prove that its user is the one in this browser. */
@KeycloakTest
final class BorrowedIdentityDistributionIT {
    private final DemoSite site;
    private final String origin;
    private Person person;
    private HttpAgent device;

    BorrowedIdentityDistributionIT(KeycloakDistribution keycloak) {
        site = new DemoSite(keycloak);
        origin = keycloak.url().toString();
    }

    @BeforeEach
    void enrol() {
        person = site.somebody();
        URI base = URI.create(site.keycloak().realm(DemoRealm.NAME) + "/relock/");
        device = new HttpAgent(base, new Origin(origin)).enrol();
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void theRightTokenOfTheRightClientBindsTheDeviceWithoutClaimingASecondFactor() {
        String token = accessToken(Application.withWebOrigins(site, origin));

        assertThat(login(token, Map.of("user", person.name())).status()).isEqualTo(200);

        assertThat(Account.of(site, person).devices())
                .singleElement()
                .satisfies(data -> assertThat(data.path("assurance").asText()).isEqualTo("authenticated"));
        assertThat(device.call("confirm").json().path("authenticated").asBoolean())
                .isTrue();
    }

    @Test
    void theSubjectMayBeNamedById() {
        String token = accessToken(Application.withWebOrigins(site, origin));

        assertThat(login(token, Map.of("user", Account.of(site, person).id())).status())
                .isEqualTo(200);
    }

    @Test
    void anotherUserMayNotBeNamed() {
        Person other = site.somebody();
        Application application = Application.withWebOrigins(site, origin);

        expectRefused(accessToken(application), Map.of("user", other.name()));
        expectRefused(
                accessToken(application), Map.of("user", Account.of(site, other).id()));
        assertThat(site.credentialsOf(other)).doesNotContain("relock-device");
    }

    @Test
    void aTokenOfAClientOfOtherWebOriginsProvesNothingHere() {
        expectRefused(accessToken(Application.withWebOrigins(site, "http://localhost:8000")), Map.of());
        expectRefused(accessToken(Application.withWebOrigins(site)), Map.of());
    }

    @Test
    void aClientThatAllowsEveryWebOriginAllowsNone() {
        expectRefused(accessToken(Application.withWebOrigins(site, "*")), Map.of());
    }

    @Test
    void aServiceAccountSignsInOnNoDevice() {
        String token = Application.withWebOrigins(site, origin)
                .ownTokens()
                .getAccessToken()
                .getValue();

        expectRefused(token, Map.of());
        expectRefused(token, Map.of("user", person.name()));
    }

    @Test
    void aTokenOfAnotherRealmIsNone() {
        expectRefused(Application.administratorsToken(site.keycloak()), Map.of());
    }

    @Test
    void aTokenThatIsBoundToAKeyIsWorthNothingWithoutThatKey() {
        String token = Application.withWebOrigins(site, origin)
                .senderConstrainedTokensOf(person)
                .getAccessToken()
                .getValue();

        expectRefused(token, Map.of());
    }

    @Test
    void onlyAnAccessTokenIsAnAccessToken() {
        var tokens = Application.withWebOrigins(site, origin).tokensOf(person);

        expectRefused(tokens.getIDTokenString(), Map.of());
        expectRefused(tokens.getRefreshToken().getValue(), Map.of());
        expectRefused(withoutSignature(tokens.getAccessToken().getValue()), Map.of());
    }

    @Test
    void aTokenOfASessionThatHasEndedIsOver() {
        String token = accessToken(Application.withWebOrigins(site, origin));
        site.realm().users().get(Account.of(site, person).id()).logout();

        expectRefused(token, Map.of());
    }

    private String accessToken(Application application) {
        return application.tokensOf(person).getAccessToken().getValue();
    }

    private static String withoutSignature(String jwt) {
        return jwt.substring(0, jwt.lastIndexOf('.') + 1);
    }

    private Reply login(String token, Map<String, String> more) {
        Map<String, String> fields = new HashMap<>(device.proof());
        fields.putAll(more);
        return device.send("login", fields, Map.of("Origin", origin, "Authorization", "Bearer " + token));
    }

    private void expectRefused(String token, Map<String, String> more) {
        Reply reply = login(token, more);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("message").asText()).doesNotContain(person.name());
        assertThat(device.call("confirm").json().path("authenticated").asBoolean())
                .isFalse();
        assertThat(site.credentialsOf(person)).doesNotContain("relock-device");
    }
}
