package dev.relock.flow.device;

import dev.relock.flow.event.LoginEvents;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** Ends a login on a browser that is not trusted, where the administrator chose so. */
final class Refusal {
    private static final String TEMPLATE = "relock-denied.ftl";

    private Refusal() {}

    /*
     * A challenge, not a failure: Keycloak counts failures against the user for its brute-force protection, and an
     * unknown browser is no wrong password. Otherwise a stranger could lock the user out.
     */
    static void of(AuthenticationFlowContext context) {
        if (context.getUser() != null) {
            context.getEvent().user(context.getUser());
        }
        Discretion.keep(context);
        context.getEvent().error(LoginEvents.UNTRUSTED);
        context.forceChallenge(DirectGrant.is(context) ? json() : page(context));
    }

    private static Response page(AuthenticationFlowContext context) {
        return Response.fromResponse(context.form().createForm(TEMPLATE))
                .status(Response.Status.FORBIDDEN)
                .build();
    }

    private static Response json() {
        return Response.status(Response.Status.BAD_REQUEST)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_GRANT, "Untrusted device"))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
