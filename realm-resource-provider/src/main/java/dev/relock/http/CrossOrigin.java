package dev.relock.http;

import dev.relock.gateway.RelockGateway;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.http.HttpResponse;
import org.keycloak.models.KeycloakContext;
import org.keycloak.services.cors.Cors;

/**
 * Pages of other origins that call the gateway without a reverse proxy in between (the Fetch standard's CORS protocol):
 * exactly those that may use it may read its answers.
 */
final class CrossOrigin {
    /** Besides what needs no permission. */
    private static final String ALLOWED_HEADERS =
            "Authorization, Content-Type, DPoP, X-Key-Session, X-Key-Signature, X-Key-Time, X-Key-Token";

    private static final String EXPOSED_HEADERS = "Retry-After, WWW-Authenticate";
    private static final String METHODS = "GET, POST";
    private static final String MAX_AGE = "600";

    private final RelockGateway gateway;
    private final HttpHeaders headers;
    private final HttpResponse response;

    CrossOrigin(RelockGateway gateway, KeycloakContext context) {
        this.gateway = gateway;
        this.headers = context.getHttpRequest().getHttpHeaders();
        this.response = context.getHttpResponse();
    }

    /** Whatever the answer will be, a page that may use the gateway may read it. */
    void allow() {
        response.addHeader("Vary", Cors.ORIGIN_HEADER);
        origin().ifPresent(origin -> {
            response.setHeader(Cors.ACCESS_CONTROL_ALLOW_ORIGIN, origin.value());
            response.setHeader(Cors.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            response.setHeader(Cors.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        });
    }

    /** The answer to the question before the request, after {@link #allow}. */
    Response preflight() {
        if (origin().isEmpty()) {
            return Response.status(Response.Status.FORBIDDEN).build();
        }
        return Response.noContent()
                .header(Cors.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .header(Cors.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS)
                .header(Cors.ACCESS_CONTROL_MAX_AGE, MAX_AGE)
                .build();
    }

    /**
     * Whether the browser says that the page has another origin than the gateway, as it reaches it. Such a page gets no
     * cookies: those that Keycloak's own pages have lie at the same place.
     */
    boolean isCrossOrigin() {
        String site = headers.getHeaderString("Sec-Fetch-Site");
        return "same-site".equals(site) || "cross-site".equals(site);
    }

    /** Where the realm wants everybody but its own pages to come through a proxy, nobody is let in without. */
    private Optional<Origin> origin() {
        return parsed().filter(
                        origin -> gateway.requestPolicy().wildcard().isEmpty() || gateway.isKeycloakOrigin(origin))
                .filter(gateway::allows);
    }

    private Optional<Origin> parsed() {
        try {
            String sent = headers.getHeaderString(Cors.ORIGIN_HEADER);
            return sent == null ? Optional.empty() : Optional.of(Origin.parse(sent));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
