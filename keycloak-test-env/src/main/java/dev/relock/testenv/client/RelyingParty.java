package dev.relock.testenv.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;

/** The OpenID Connect side of the demo client: authorization code flow with PKCE, and RP-initiated logout. */
final class RelyingParty {
    private final Issuer issuer;
    private final ClientID clientId;
    private final Secret secret;
    private final URI callback;

    RelyingParty(URI issuer, String clientId, String secret, URI callback) {
        this.issuer = new Issuer(issuer);
        this.clientId = new ClientID(clientId);
        this.secret = new Secret(secret);
        this.callback = callback;
    }

    /** What has to be remembered between sending a browser away and its return. */
    record Departure(URI destination, State state, Nonce nonce, CodeVerifier verifier) {}

    Departure begin() throws SignInException {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI destination = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile", "email"), clientId, callback)
                .endpointURI(provider().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Departure(destination, state, nonce, verifier);
    }

    /** The verified ID token of the user who came back with {@code response}. */
    JWT finish(Departure departure, URI response) throws SignInException {
        try {
            JWT idToken = redeem(codeIn(response, departure), departure)
                    .getOIDCTokens()
                    .getIDToken();
            IDTokenValidator validator = new IDTokenValidator(
                    issuer,
                    clientId,
                    JWSAlgorithm.RS256,
                    provider().getJWKSetURI().toURL());
            validator.validate(idToken, departure.nonce());
            return idToken;
        } catch (ParseException | IOException | BadJOSEException | JOSEException e) {
            throw new SignInException(e);
        }
    }

    URI signOut(JWT idToken, URI returnTo) throws SignInException {
        return new LogoutRequest(provider().getEndSessionEndpointURI(), idToken, returnTo, new State()).toURI();
    }

    private AuthorizationCode codeIn(URI response, Departure departure) throws ParseException, SignInException {
        AuthenticationResponse parsed = AuthenticationResponseParser.parse(response);
        if (!Objects.equals(parsed.getState(), departure.state())) {
            throw new SignInException("This is not the answer to this browser's sign-in");
        }
        if (!parsed.indicatesSuccess()) {
            throw new SignInException(
                    "Keycloak answered " + parsed.toErrorResponse().getErrorObject());
        }
        return parsed.toSuccessResponse().getAuthorizationCode();
    }

    private OIDCTokenResponse redeem(AuthorizationCode code, Departure departure)
            throws ParseException, IOException, SignInException {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, callback, departure.verifier());
        var answer = OIDCTokenResponseParser.parse(new TokenRequest.Builder(
                        provider().getTokenEndpointURI(), new ClientSecretBasic(clientId, secret), grant)
                .build()
                .toHTTPRequest()
                .send());
        if (!answer.indicatesSuccess()) {
            throw new SignInException(
                    "Keycloak answered " + answer.toErrorResponse().getErrorObject());
        }
        return (OIDCTokenResponse) answer.toSuccessResponse();
    }

    private OIDCProviderMetadata provider() throws SignInException {
        try {
            return OIDCProviderMetadata.resolve(issuer);
        } catch (GeneralException | IOException e) {
            throw new SignInException(e);
        }
    }
}
