package dev.relock.keycloak;

import dev.relock.gateway.TokenUse;
import dev.relock.gateway.TokenUse.GatewayRequest;
import dev.relock.protocol.Origin;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** For what a token may have been made that is used at an endpoint. */
final class EndpointTokens {
    private static final String FOLDER = "/relock/";

    private final RealmContext context;
    private final TokenUse use;

    EndpointTokens(RealmContext context, TokenUse use) {
        this.context = context;
        this.use = use;
    }

    /**
     * Any of these will do; empty where the realm demands a token that is bound to the request, and no request is known.
     *
     * @param origin of the page that made the token
     */
    List<TokenContext> acceptable(Origin origin) {
        List<TokenContext> contexts = new ArrayList<>();
        use.request().ifPresent(contexts::add);
        if (!(use.forApplication() && mustBind(origin))) {
            use.own()
                    .ifPresent(own -> urls(origin, own.endpoint())
                            .map(url -> of(own, url))
                            .forEach(contexts::add));
            if (use.unbound()) {
                contexts.add(TokenContext.none());
            }
        }
        return contexts;
    }

    private boolean mustBind(Origin origin) {
        return context.origins().belongsToAny(context.settings().boundClients(), origin);
    }

    /** Under which a page at that origin reaches an endpoint: behind its own reverse proxy, or at Keycloak's front end. */
    private Stream<String> urls(Origin origin, String endpoint) {
        String path = URI.create(context.issuer()).getRawPath() + FOLDER + endpoint;
        return Stream.of(origin + FOLDER + endpoint, origin + path, context.issuer() + FOLDER + endpoint)
                .distinct();
    }

    private static TokenContext of(GatewayRequest own, String url) {
        return TokenContext.request(own.method(), url, own.bodyDigest());
    }
}
