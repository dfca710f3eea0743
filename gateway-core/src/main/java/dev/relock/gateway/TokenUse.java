package dev.relock.gateway;

import dev.relock.token.TokenContext;
import java.util.Optional;
import org.keycloak.models.ClientModel;

/**
 * What the token of a request may have been made for.
 *
 * @param request the request of an application that is to be let through, as far as it is known; a token may be bound to it
 * @param own this very request to the gateway; a token may be bound to it as well
 * @param unbound whether a token that is good for any request will do
 * @param forApplication whether the answer lets a request of an application through; then a client that the realm demands
 *     bound tokens of gets by with none but {@code request}
 * @param client the client that is answered, where it is known; it learns only of devices of its own web origins
 */
public record TokenUse(
        Optional<TokenContext> request,
        Optional<GatewayRequest> own,
        boolean unbound,
        boolean forApplication,
        Optional<ClientModel> client) {

    /**
     * A request to an endpoint of the gateway.
     *
     * @param endpoint its name, for example {@code login}
     * @param bodyDigest see {@link TokenContext#bodyDigest}
     */
    public record GatewayRequest(String method, String endpoint, byte[] bodyDigest) {}

    /** An endpoint that acts for the page that calls it. */
    public static TokenUse ofGateway(Optional<GatewayRequest> own) {
        return new TokenUse(Optional.empty(), own, true, false, Optional.empty());
    }

    /** An application states which request it asks about. */
    public static TokenUse stated(TokenContext request) {
        return new TokenUse(Optional.of(request), Optional.empty(), false, true, Optional.empty());
    }

    /** An application, or a page, asks about a proof and states no request. */
    public static TokenUse unstated(Optional<GatewayRequest> own) {
        return new TokenUse(Optional.empty(), own, true, true, Optional.empty());
    }

    /** A reverse proxy asks. */
    public static TokenUse proxied(Optional<TokenContext> original) {
        return new TokenUse(original, Optional.empty(), true, true, Optional.empty());
    }

    /**
     * A client asks the token endpoint for tokens.
     *
     * @param request that endpoint, and as the body what the client has to show: the code or the refresh token
     */
    public static TokenUse ofGrant(TokenContext request, ClientModel client) {
        return new TokenUse(Optional.of(request), Optional.empty(), false, false, Optional.of(client));
    }

    /** The same, asked by this client. */
    public TokenUse askedBy(Optional<ClientModel> asking) {
        return new TokenUse(request, own, unbound, forApplication, asking);
    }
}
