package dev.relock.gateway;

import dev.relock.token.TokenContext;
import java.util.Optional;

/**
 * What the token of a request may have been made for.
 *
 * @param request the request of an application that is to be let through, as far as it is known; a token may be bound to it
 * @param own this very request to the gateway; a token may be bound to it as well
 * @param unbound whether a token that is good for any request will do
 * @param forApplication whether the answer lets a request of an application through; then a client that the realm demands
 *     bound tokens of gets by with none but {@code request}
 */
public record TokenUse(
        Optional<TokenContext> request, Optional<GatewayRequest> own, boolean unbound, boolean forApplication) {

    /**
     * A request to an endpoint of the gateway.
     *
     * @param endpoint its name, for example {@code login}
     * @param bodyDigest see {@link TokenContext#bodyDigest}
     */
    public record GatewayRequest(String method, String endpoint, byte[] bodyDigest) {}

    /** An endpoint that acts for the page that calls it. */
    public static TokenUse ofGateway(Optional<GatewayRequest> own) {
        return new TokenUse(Optional.empty(), own, true, false);
    }

    /** An application states which request it asks about. */
    public static TokenUse stated(TokenContext request) {
        return new TokenUse(Optional.of(request), Optional.empty(), false, true);
    }

    /** An application, or a page, asks about a proof and states no request. */
    public static TokenUse unstated(Optional<GatewayRequest> own) {
        return new TokenUse(Optional.empty(), own, true, true);
    }

    /** A reverse proxy asks. */
    public static TokenUse proxied(Optional<TokenContext> original) {
        return new TokenUse(original, Optional.empty(), true, true);
    }
}
