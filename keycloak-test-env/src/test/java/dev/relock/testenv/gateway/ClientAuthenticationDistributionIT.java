package dev.relock.testenv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.PasswordGrant;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.ClientRepresentation;

/** How a confidential client says at {@code POST confirm} who it is: each way that Keycloak knows for it, and each abuse. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientAuthenticationDistributionIT {
    private static final Origin APPLICATION = new Origin("http://localhost:8000");

    private TestRealm realm;
    private Person person;
    private HttpAgent page;
    private OidcClient withSecret;
    private OidcClient withKey;
    private ECKey key;

    @BeforeAll
    void signSomebodyIn(KeycloakDistribution keycloak) throws JOSEException {
        realm = TestRealm.imported(keycloak);
        withSecret = realm.client(ClientAuthenticationDistributionIT::ofTheApplication);
        key = newKey();
        withKey = realm.client(client -> {
            ofTheApplication(client);
            client.setClientAuthenticatorType("client-jwt");
            client.setAttributes(
                    Map.of("use.jwks.string", "true", "jwks.string", new JWKSet(key.toPublicJWK()).toString()));
        });
        OidcClient pages = realm.client(client -> {
            ofTheApplication(client);
            client.setPublicClient(true);
            client.setDirectAccessGrantsEnabled(true);
        });
        person = realm.somebody();
        page = new HttpAgent(URI.create(realm.url() + "/relock/"), APPLICATION).enrol();
        String token = PasswordGrant.accessToken(realm.url(), pages.id(), person);
        Reply signedIn = page.send(
                "login", page.proof(), Map.of("Origin", APPLICATION.value(), "Authorization", "Bearer " + token));
        assertThat(signedIn.status()).isEqualTo(200);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private static void ofTheApplication(ClientRepresentation client) {
        client.setWebOrigins(List.of(APPLICATION.value()));
    }

    private static ECKey newKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .keyIDFromThumbprint(true)
                .generate();
    }

    /** Client authentication by {@code private_key_jwt} (RFC 7523 section 2.2), as a form has it. */
    private Map<String, String> assertion(ECKey signer, URI audience) throws JOSEException {
        Map<String, String> fields = new LinkedHashMap<>();
        new PrivateKeyJWT(
                        new JWTAuthenticationClaimsSet(new ClientID(withKey.id()), new Audience(audience)),
                        JWSAlgorithm.ES256,
                        signer.toPrivateKey(),
                        signer.getKeyID(),
                        null)
                .toParameters()
                .forEach((name, values) -> fields.put(name, values.get(0)));
        return fields;
    }

    private Map<String, String> secret(String secret) {
        return Map.of("client_id", withSecret.id(), "client_secret", secret);
    }

    private Reply ask(Map<String, String> proof, Map<String, String> client) {
        Map<String, String> form = new LinkedHashMap<>(proof);
        form.putAll(client);
        return page.submit("confirm", form);
    }

    private void expectTold(Reply reply) {
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        assertThat(reply.json().path("sub").asText())
                .isEqualTo(realm.user(person).getId());
    }

    private static void expectRefused(Reply reply) {
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(401);
        assertThat(reply.json().fieldNames()).toIterable().containsExactly("status_code", "message");
    }

    @Test
    void aClientMaySendItsSecretInTheForm() {
        expectTold(ask(page.proof(), secret(withSecret.secret())));
    }

    @Test
    void whoeverGuessesASecretInTheFormLearnsNothingAndSpendsNoProof() {
        Map<String, String> proof = page.proof();

        expectRefused(ask(proof, secret("guessed")));

        expectTold(ask(proof, secret(withSecret.secret())));
    }

    @Test
    void aClientMayAssertWhoItIsByItsKey() throws JOSEException {
        expectTold(ask(page.proof(), assertion(key, realm.url())));
        expectTold(ask(page.proof(), assertion(key, withKey.tokenEndpoint())));
    }

    @Test
    void anAssertionThatWasOverheardIsWorthNothing() throws JOSEException {
        Map<String, String> once = assertion(key, realm.url());
        Map<String, String> proof = page.proof();
        expectTold(ask(page.proof(), once));

        expectRefused(ask(proof, once));

        expectTold(ask(proof, assertion(key, realm.url())));
    }

    @Test
    void anAssertionByAnotherKeyOrForAnotherServerIsWorthNothing() throws JOSEException {
        Map<String, String> proof = page.proof();

        expectRefused(ask(proof, assertion(newKey(), realm.url())));
        expectRefused(ask(proof, assertion(key, URI.create("https://elsewhere.example/realms/other"))));

        expectTold(ask(proof, assertion(key, realm.url())));
    }

    @Test
    void aClientWhoseKeyProvesItIsNotProvenByASecret() {
        expectRefused(ask(page.proof(), Map.of("client_id", withKey.id(), "client_secret", withKey.secret())));
    }
}
