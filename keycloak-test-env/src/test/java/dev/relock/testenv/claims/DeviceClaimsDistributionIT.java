package dev.relock.testenv.claims;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** What applications are told about the browser, by tokens, endpoints and assertions of a real Keycloak. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeviceClaimsDistributionIT {
    private static final String SAML_CALLBACK = "http://localhost:1/saml";

    private TestRealm realm;
    private OidcClient client;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        client = realm.client();
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @Test
    void everyPlaceTellsTheSameAboutABrowserThatWasJustTrusted() {
        HttpBrowser browser = realm.browser();
        long before = System.currentTimeMillis() / 1000;

        Tokens tokens = client.own(browser, realm.somebody());

        for (JsonNode claims : List.of(
                tokens.idToken(), tokens.accessToken(), client.userinfo(tokens), client.introspection(tokens))) {
            assertThat(claims.path("relock_state").asText()).isEqualTo("trusted");
            assertThat(claims.path("relock_login_state").asText()).isEqualTo("trusted");
            assertThat(claims.path("relock_assurance").asText()).isEqualTo("mfa");
            assertThat(claims.path("relock_device_id").asText())
                    .isEqualTo(browser.agent().agent().deviceId().value());
            assertThat(claims.path("relock_bound_at").asLong()).isBetween(before, before + 60);
            assertThat(claims.path("relock_proven_at").asLong()).isBetween(before, before + 60);
        }
        assertThat(tokens.amr()).contains("pwd", "otp");
    }

    @Test
    void aTrustedBrowserIsToldByPossessionAndNotByAOneTimePassword() {
        HttpBrowser browser = realm.browser();
        Person person = realm.somebody();
        client.own(browser, person);

        Tokens tokens =
                client.redeem(client.signIn(browser.forgetCookies(), person).givePassword());

        assertThat(tokens.idToken().path("relock_login_state").asText()).isEqualTo("trusted");
        assertThat(tokens.amr()).containsExactlyInAnyOrder("pwd", "swk");
        assertThat(tokens.idToken().path("acr").asText()).isEqualTo("1");
    }

    @Test
    void aBrowserThatNobodyTrustsIsSaidToBeUnowned() {
        HttpBrowser browser = realm.browser();

        Tokens tokens = client.redeem(client.signIn(browser, realm.somebody())
                .givePassword()
                .giveOneTimePassword()
                .declineToTrust());

        JsonNode claims = tokens.idToken();
        assertThat(claims.path("relock_state").asText()).isEqualTo("unowned");
        assertThat(claims.path("relock_login_state").asText()).isEqualTo("unowned");
        assertThat(claims.has("relock_assurance")).isFalse();
        assertThat(claims.has("relock_bound_at")).isFalse();
        assertThat(tokens.amr()).containsExactlyInAnyOrder("pwd", "otp");
    }

    @Test
    void aBrowserThatProvesNothingHasNoId() {
        Tokens tokens = client.redeem(client.signIn(HttpBrowser.withoutAgent(realm.url()), realm.somebody())
                .givePassword()
                .giveOneTimePassword());

        JsonNode claims = tokens.idToken();
        assertThat(claims.path("relock_state").asText()).isEqualTo("unproven");
        assertThat(claims.has("relock_device_id")).isFalse();
        assertThat(claims.has("relock_proven_at")).isFalse();
    }

    @Test
    void aRefreshedTokenTellsThatTheTrustHasGone() {
        HttpBrowser browser = realm.browser();
        Person person = realm.somebody();
        Tokens tokens = client.own(browser, person);
        String credential = realm.devicesOf(person).get(0).getId();
        realm.admin().users().get(realm.user(person).getId()).removeCredential(credential);

        JsonNode claims = client.refresh(tokens).accessToken();

        assertThat(claims.path("relock_state").asText()).isNotEqualTo("trusted");
        assertThat(claims.path("relock_login_state").asText()).isEqualTo("trusted");
        assertThat(claims.has("relock_assurance")).isFalse();
    }

    @Test
    void aLaterSignInWithoutProofLeavesNoDeviceInTheSession() {
        HttpBrowser browser = realm.browser();
        Person person = realm.somebody();
        client.own(browser, person);

        HttpSignIn again = HttpSignIn.begin(
                browser, person, client.id(), client.request(Map.of("prompt", "login")), proof -> Map.of());
        Tokens tokens = client.redeem(again.givePassword().giveOneTimePassword());

        assertThat(tokens.idToken().path("relock_login_state").asText()).isEqualTo("unproven");
        assertThat(tokens.idToken().has("relock_device_id")).isFalse();
        assertThat(tokens.amr()).doesNotContain("swk");
    }

    @Test
    void pairwiseIdsAreStableAtOneClientAndTellNothingToTwo() {
        HttpBrowser browser = realm.browser();
        Person person = realm.somebody();
        OidcClient first = realm.client(pairwise -> withDeviceId(pairwise, "pairwise"));
        OidcClient second = realm.client(pairwise -> withDeviceId(pairwise, "pairwise"));
        OidcClient none = realm.client(silent -> withDeviceId(silent, "none"));

        String device =
                client.own(browser, person).idToken().path("relock_device_id").asText();
        String id = deviceIdAt(first, browser, person);

        assertThat(id).isNotBlank().isEqualTo(deviceIdAt(first, browser, person));
        assertThat(deviceIdAt(second, browser, person)).isNotBlank().isNotIn(id, device);
        assertThat(deviceIdAt(none, browser, person)).isEmpty();
    }

    private static String deviceIdAt(OidcClient client, HttpBrowser browser, Person person) {
        return client.redeem(client.signIn(browser.forgetCookies(), person).givePassword())
                .idToken()
                .path("relock_device_id")
                .asText();
    }

    private static void withDeviceId(ClientRepresentation client, String deviceId) {
        client.setDefaultClientScopes(List.of("basic", "acr"));
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("relock");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("relock-oidc-mapper");
        mapper.setConfig(Map.of("deviceId", deviceId, "pairwiseSalt", "0123456789abcdef", "id.token.claim", "true"));
        List<ProtocolMapperRepresentation> mappers = new ArrayList<>(client.getProtocolMappers());
        mappers.add(mapper);
        client.setProtocolMappers(mappers);
    }

    @Test
    void aPairwiseMapperThatIsSavedWithoutSaltGetsOne() {
        String id = realm.admin().clients().findByClientId(client.id()).get(0).getId();
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("pairwise");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("relock-oidc-mapper");
        mapper.setConfig(Map.of("deviceId", "pairwise"));
        realm.admin()
                .clients()
                .get(id)
                .getProtocolMappers()
                .createMapper(mapper)
                .close();

        assertThat(realm.admin().clients().get(id).getProtocolMappers().getMappers())
                .filteredOn(stored -> stored.getName().equals("pairwise"))
                .singleElement()
                .satisfies(stored ->
                        assertThat(stored.getConfig().get("pairwiseSalt")).hasSizeGreaterThanOrEqualTo(16));
    }

    @Test
    void aSamlAssertionTellsTheSame() {
        HttpBrowser browser = realm.browser();
        Person person = realm.somebody();
        client.own(browser, person);
        ClientRepresentation saml = samlClient();
        realm.admin().clients().create(saml).close();

        HttpSignIn signIn = HttpSignIn.begin(
                        browser.forgetCookies(),
                        person,
                        saml.getClientId(),
                        URI.create(realm.url() + "/protocol/saml/clients/relock-saml"))
                .givePassword();

        String assertion = assertionIn(signIn.html());
        assertThat(attribute(assertion, "relock_state")).isEqualTo("trusted");
        assertThat(attribute(assertion, "relock_login_state")).isEqualTo("trusted");
        assertThat(attribute(assertion, "relock_assurance")).isEqualTo("mfa");
        assertThat(attribute(assertion, "relock_device_id"))
                .isEqualTo(browser.agent().agent().deviceId().value());
        assertThat(attribute(assertion, "relock_proven_at")).matches("[0-9]{10}");
    }

    private static ClientRepresentation samlClient() {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("relock");
        mapper.setProtocol("saml");
        mapper.setProtocolMapper("relock-saml-mapper");
        mapper.setConfig(Map.of("deviceId", "device"));
        ClientRepresentation saml = new ClientRepresentation();
        saml.setClientId("saml-application");
        saml.setProtocol("saml");
        saml.setEnabled(true);
        saml.setRedirectUris(List.of(SAML_CALLBACK));
        saml.setProtocolMappers(List.of(mapper));
        saml.setAttributes(Map.of(
                "saml_assertion_consumer_url_post", SAML_CALLBACK,
                "saml_idp_initiated_sso_url_name", "relock-saml",
                "saml.authnstatement", "true",
                "saml.server.signature", "true",
                "saml.client.signature", "false",
                "saml_force_name_id_format", "true",
                "saml_name_id_format", "username"));
        return saml;
    }

    private static String assertionIn(String html) {
        Matcher value = Pattern.compile("name=\"SAMLResponse\"\\s+value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE)
                .matcher(html);
        assertThat(value.find()).as(html).isTrue();
        return new String(Base64.getMimeDecoder().decode(value.group(1)), StandardCharsets.UTF_8);
    }

    private static String attribute(String assertion, String name) {
        Matcher value = Pattern.compile("Name=\"" + name + "\"[^>]*><saml:AttributeValue[^>]*>([^<]*)<")
                .matcher(assertion);
        assertThat(value.find()).as("%s in %s", name, assertion).isTrue();
        return value.group(1);
    }
}
