package dev.relock.testenv.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.RelockKeycloak;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.representations.idm.ClientRepresentation;

/** An application of the demo realm, and the tokens that it gets. */
final class Application {
    private static final String SECRET = "secret-of-a-test";

    private final URI realm;
    private final String clientId;

    private Application(URI realm, String clientId) {
        this.realm = realm;
        this.clientId = clientId;
    }

    /** A new confidential client with these web origins, which may use every grant there is. */
    static Application withWebOrigins(DemoSite site, String... origins) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("application-" + UUID.randomUUID());
        client.setSecret(SECRET);
        client.setPublicClient(false);
        client.setServiceAccountsEnabled(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setRedirectUris(List.of(callback(site).toString()));
        client.setWebOrigins(List.of(origins));
        try (Response created = site.realm().clients().create(client)) {
            if (created.getStatus() != 201) {
                throw new IllegalStateException("No client: " + created.getStatus());
            }
        }
        return new Application(site.keycloak().realm(DemoRealm.NAME), client.getClientId());
    }

    /** Where it gets its codes; nothing there takes them. */
    static URI callback(DemoSite site) {
        return site.client().url().resolve("/elsewhere");
    }

    String clientId() {
        return clientId;
    }

    /** As an administrator does on the page of a client. */
    void change(DemoSite site, Consumer<ClientRepresentation> change) {
        ClientRepresentation client =
                site.realm().clients().findByClientId(clientId).get(0);
        change.accept(client);
        site.realm().clients().get(client.getId()).update(client);
    }

    /** Where its users sign in. */
    URI signIn(DemoSite site, String scope) {
        return URI.create(endpoint(realm, "auth") + "?response_type=code&client_id=" + clientId + "&scope=" + scope
                + "&redirect_uri=" + callback(site));
    }

    static String codeIn(URI answer) {
        return MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(answer.getRawQuery()), "code");
    }

    OIDCTokens redeem(DemoSite site, String code) {
        return tokens(new AuthorizationCodeGrant(new AuthorizationCode(code), callback(site)));
    }

    /** The tokens of somebody who gives it password and one-time password. */
    OIDCTokens tokensOf(Person person) {
        return tokens(request(passwordOf(person))
                .customParameter("totp", person.authenticator().unused()));
    }

    /** The same, but bound to a key (RFC 9449). */
    OIDCTokens senderConstrainedTokensOf(Person person) {
        try {
            HTTPRequest http = request(passwordOf(person))
                    .customParameter("totp", person.authenticator().unused())
                    .build()
                    .toHTTPRequest();
            http.setDPoP(new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256)
                    .createDPoPJWT("POST", http.getURI()));
            return answered(http);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    OIDCTokens ownTokens() {
        return tokens(new ClientCredentialsGrant());
    }

    /** Whether this refresh token still gives tokens. */
    boolean canRefresh(RefreshToken token) {
        try {
            HTTPRequest http = request(new RefreshTokenGrant(token)).build().toHTTPRequest();
            return TokenResponse.parse(http.send()).indicatesSuccess();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the administrator of all realms signs in to its console with. */
    static String administratorsToken(RelockKeycloak keycloak) {
        AuthorizationGrant grant = new ResourceOwnerPasswordCredentialsGrant(
                RelockKeycloak.ADMIN_USER, new Secret(RelockKeycloak.ADMIN_PASSWORD));
        URI endpoint = endpoint(keycloak.realm("master"), "token");
        return answered(new TokenRequest.Builder(endpoint, new ClientID("admin-cli"), grant)
                        .build()
                        .toHTTPRequest())
                .getAccessToken()
                .getValue();
    }

    private static AuthorizationGrant passwordOf(Person person) {
        return new ResourceOwnerPasswordCredentialsGrant(person.name(), new Secret(person.password()));
    }

    private TokenRequest.Builder request(AuthorizationGrant grant) {
        return new TokenRequest.Builder(
                        endpoint(realm, "token"),
                        new ClientSecretBasic(new ClientID(clientId), new Secret(SECRET)),
                        grant)
                .scope(new Scope("openid"));
    }

    private OIDCTokens tokens(AuthorizationGrant grant) {
        return tokens(request(grant));
    }

    private static OIDCTokens tokens(TokenRequest.Builder request) {
        return answered(request.build().toHTTPRequest());
    }

    private static OIDCTokens answered(HTTPRequest http) {
        try {
            TokenResponse answer = OIDCTokenResponseParser.parse(http.send());
            if (!answer.indicatesSuccess()) {
                throw new IllegalStateException("Keycloak answered "
                        + answer.toErrorResponse().getErrorObject().toJSONObject());
            }
            return OIDCTokens.parse(answer.toSuccessResponse().toJSONObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI endpoint(URI realm, String name) {
        return URI.create(realm + "/protocol/openid-connect/" + name);
    }
}
