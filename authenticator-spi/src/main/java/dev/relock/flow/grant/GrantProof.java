package dev.relock.flow.grant;

import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.TokenUse;
import dev.relock.gateway.Verification;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * The proof that comes along with a token request: in its headers, or as fields of its form, which need no permission of
 * CORS. Its token is bound to this endpoint and to the very code or refresh token that is shown.
 */
final class GrantProof {
    private final KeycloakSession session;
    private final MultivaluedMap<String, String> form;

    GrantProof(KeycloakSession session, MultivaluedMap<String, String> form) {
        this.session = session;
        this.form = form;
    }

    /** Whether there is one, good or not. */
    boolean isThere() {
        return !values(DeviceProof.TOKEN).isEmpty();
    }

    /**
     * Verifies it and spends its token.
     *
     * @param shown the code or the refresh token
     */
    Verification verify(ClientModel client, String shown) {
        if (!isThere()) {
            return new Verification.Refused(Refusal.MISSING);
        }
        try {
            DeviceProof proof = DeviceProof.parse(
                    single(DeviceProof.TOKEN), single(DeviceProof.SIGNATURE), single(DeviceProof.SESSION));
            byte[] digest = TokenContext.bodyDigest(shown.getBytes(StandardCharsets.UTF_8));
            TokenContext request = TokenContext.request(HttpMethod.POST, tokenEndpoint(), digest);
            return LoginGateway.of(session).verify(proof, TokenUse.ofGrant(request, client), origin());
        } catch (MalformedException e) {
            return new Verification.Refused(Refusal.MALFORMED);
        }
    }

    /** As browsers know it. */
    private String tokenEndpoint() {
        String realm = session.getContext().getRealm().getName();
        return OIDCLoginProtocolService.tokenUrl(Urls.realmBase(
                        session.getContext().getUri(UrlType.FRONTEND).getBaseUri()))
                .build(realm, "openid-connect")
                .toString();
    }

    private Optional<Origin> origin() throws MalformedException {
        String origin = headers().getHeaderString("Origin");
        return origin == null || origin.equals("null") ? Optional.empty() : Optional.of(Origin.parse(origin));
    }

    private String single(String field) throws MalformedException {
        List<String> values = values(field);
        if (values.size() != 1) {
            throw new MalformedException(field + " must be given once");
        }
        return values.get(0);
    }

    private List<String> values(String field) {
        List<String> header = headers().getRequestHeader(field);
        return header == null || header.isEmpty() ? form.getOrDefault(field, List.of()) : header;
    }

    private HttpHeaders headers() {
        return session.getContext().getHttpRequest().getHttpHeaders();
    }
}
