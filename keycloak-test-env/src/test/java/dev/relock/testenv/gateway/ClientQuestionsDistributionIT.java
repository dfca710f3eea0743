package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;

/** {@code POST confirm} by clients that authenticate, and what everybody else learns. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientQuestionsDistributionIT {
    private static final Origin APPLICATION = new Origin("http://localhost:8000");
    private static final String ORDERS = "http://localhost:8000/orders";

    private TestRealm realm;
    private OidcClient client;
    private Person person;
    private Tokens tokens;
    private HttpAgent page;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.imported(keycloak);
        client = realm.client(it -> it.setWebOrigins(List.of(APPLICATION.value())));
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    @BeforeEach
    void somebodyIsSignedIn() {
        // Each of them has a one-time password that was not used yet.
        person = realm.somebody();
        tokens = signIn(Map.of());
        page = page();
    }

    private Tokens signIn(Map<String, String> more) {
        HttpBrowser browser = realm.browser();
        return client.redeem(client.signIn(browser, person, more)
                .givePassword()
                .giveOneTimePassword()
                .declineToTrust());
    }

    private HttpAgent page() {
        return new HttpAgent(URI.create(realm.url() + "/relock/"), APPLICATION).enrol();
    }

    private int login(HttpAgent from, Tokens of) {
        return from.send(
                        "login",
                        from.proof(),
                        Map.of("Origin", APPLICATION.value(), "Authorization", "Bearer " + of.raw("access_token")))
                .status();
    }

    private static Map<String, String> as(OidcClient client, String secret) {
        String credentials = client.id() + ":" + secret;
        return Map.of(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private Reply ask(Map<String, String> fields, Map<String, String> headers) {
        return page.send("confirm", fields, headers);
    }

    @Test
    void aClientThatAuthenticatesLearnsWhoIsSignedInAndWhatTheBrowserIsToThatUser() {
        long before = System.currentTimeMillis() / 1000;
        assertThat(ask(page.proof(), as(client, client.secret())).json().has("sub"))
                .as("nobody is signed in")
                .isFalse();
        assertThat(login(page, tokens)).isEqualTo(200);

        JsonNode told = ask(page.proof(), as(client, client.secret())).json();

        assertThat(told.path("authenticated").asBoolean()).isTrue();
        assertThat(told.path("device_id").asText())
                .isEqualTo(page.agent().deviceId().value());
        assertThat(told.path("sub").asText()).isEqualTo(realm.user(person).getId());
        assertThat(told.path("assurance").asText()).isEqualTo("authenticated");
        assertThat(told.path("state").asText()).isEqualTo("weak");
        assertThat(told.path("bound_at").asLong()).isBetween(before - 1, before + 60);
    }

    @Test
    void everybodyElseLearnsTheDeviceAndWhetherSomebodyIsSignedIn() {
        assertThat(login(page, tokens)).isEqualTo(200);

        JsonNode told = page.call("confirm").json();

        assertThat(told.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "status_code", "message", "authenticated", "device_id", "X-Key-Token", "X-Key-Signature");
    }

    @Test
    void whoeverDoesNotKnowTheSecretLearnsNothingAndSpendsNoProof() {
        assertThat(login(page, tokens)).isEqualTo(200);
        Map<String, String> proof = page.proof();

        Reply refused = ask(proof, as(client, "guessed"));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().has("device_id")).isFalse();
        OidcClient publicOne = realm.client(it -> {
            it.setPublicClient(true);
            it.setWebOrigins(List.of(APPLICATION.value()));
        });
        assertThat(ask(proof, as(publicOne, "")).status()).isEqualTo(401);
        assertThat(ask(proof, as(client, client.secret())).status()).isEqualTo(200);
    }

    @Test
    void aClientLearnsNothingOfDevicesOfOtherOriginsAndSpendsNoProof() {
        OidcClient other = realm.client(it -> it.setWebOrigins(List.of("http://localhost:8001")));
        assertThat(login(page, tokens)).isEqualTo(200);
        Map<String, String> proof = page.proof();

        Reply refused = ask(proof, as(other, other.secret()));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().has("sub")).isFalse();
        assertThat(ask(proof, as(client, client.secret())).status()).isEqualTo(200);
    }

    private static Map<String, String> naming(String user, Map<String, String> proof) {
        Map<String, String> fields = new LinkedHashMap<>(proof);
        fields.put("user", user);
        return fields;
    }

    private boolean somebodyIsSignedIn(HttpAgent on) {
        return on.call("confirm").json().path("authenticated").asBoolean();
    }

    @Test
    void aClientMaySayWhoIsSignedInOnItsOwnOriginAndThatBindsNobody() {
        Reply said = page.send("login", naming(person.name(), page.proof()), as(client, client.secret()));

        assertThat(said.status()).isEqualTo(200);
        JsonNode told = ask(page.proof(), as(client, client.secret())).json();
        assertThat(told.path("authenticated").asBoolean()).isTrue();
        assertThat(told.has("sub")).as("Keycloak has not verified it").isFalse();
        assertThat(realm.devicesOf(person)).isEmpty();
    }

    @Test
    void whoeverDoesNotKnowTheSecretSaysOfNobodyThatHeIsSignedInAndSpendsNoProof() {
        Map<String, String> proof = naming(person.name(), page.proof());

        assertThat(page.send("login", proof, as(client, "guessed")).status()).isEqualTo(401);

        assertThat(somebodyIsSignedIn(page)).isFalse();
        assertThat(page.send("login", proof, as(client, client.secret())).status())
                .isEqualTo(200);
    }

    @Test
    void aClientSaysOfNoBrowserOfAnotherOriginWhoIsSignedInThere() {
        OidcClient other = realm.client(it -> it.setWebOrigins(List.of("http://localhost:8001")));
        Map<String, String> proof = naming(person.name(), page.proof());

        assertThat(page.send("login", proof, as(other, other.secret())).status())
                .isEqualTo(401);

        assertThat(somebodyIsSignedIn(page)).isFalse();
        assertThat(page.send("login", proof, as(client, client.secret())).status())
                .isEqualTo(200);
    }

    @Test
    void whoeverIsNoClientSaysOfNobodyThatHeIsSignedIn() {
        assertThat(page.send("login", naming(person.name(), page.proof()), Map.of())
                        .status())
                .isEqualTo(401);
        assertThat(somebodyIsSignedIn(page)).isFalse();
    }

    @Test
    void aFormMayStateTheRequest() {
        assertThat(login(page, tokens)).isEqualTo(200);
        byte[] digest = TokenContext.bodyDigest("order".getBytes(StandardCharsets.UTF_8));
        Map<String, String> form = new LinkedHashMap<>(page.proof(TokenContext.request("POST", ORDERS, digest)));
        form.put("method", "POST");
        form.put("url", ORDERS);
        form.put("body_digest", Encoding.hex(digest));
        Map<String, String> headers = new LinkedHashMap<>(as(client, client.secret()));
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        Reply told = page.post(
                "confirm",
                form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))
                        .getBytes(StandardCharsets.UTF_8),
                headers);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().path("sub").asText())
                .isEqualTo(realm.user(person).getId());
    }

    @Test
    void aClientWithPairwiseSubjectsLearnsNoOtherOne() {
        OidcClient pairwise = realm.client(it -> {
            it.setWebOrigins(List.of(APPLICATION.value()));
            ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
            mapper.setName("pairwise");
            mapper.setProtocol("openid-connect");
            mapper.setProtocolMapper("oidc-sha256-pairwise-sub-mapper");
            mapper.setConfig(Map.of("pairwiseSubAlgorithmSalt", "a salt of a test"));
            it.getProtocolMappers().add(mapper);
        });
        Tokens own = pairwise.redeem(pairwise.signIn(realm.browser(), person)
                .givePassword()
                .giveOneTimePassword()
                .declineToTrust());
        assertThat(login(page, own)).isEqualTo(200);

        String told = ask(page.proof(), as(pairwise, pairwise.secret()))
                .json()
                .path("sub")
                .asText();

        assertThat(told)
                .isEqualTo(own.idToken().path("sub").asText())
                .isNotEqualTo(realm.user(person).getId());
    }

    // To which device the tokens belong

    @Test
    void tokensBelongToTheBrowserThatBroughtThemFirst() {
        HttpAgent thief = page();

        assertThat(login(page, tokens)).isEqualTo(200);

        assertThat(login(thief, tokens)).isEqualTo(401);
        assertThat(thief.call("confirm").json().path("authenticated").asBoolean())
                .isFalse();
        assertThat(login(page, tokens)).as("the same again").isEqualTo(200);
        assertThat(client.refresh(tokens)
                        .idToken()
                        .path("relock_application_device")
                        .asText())
                .isEqualTo(page.agent().deviceId().value());
    }

    @Test
    void tokensBelongToTheBrowserThatTheAuthorizationRequestAnnounced() {
        Tokens announced =
                signIn(Map.of("relock_device", page.agent().deviceId().value()));

        assertThat(login(page(), announced)).isEqualTo(401);
        assertThat(login(page, announced)).isEqualTo(200);
    }
}
