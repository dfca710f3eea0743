package dev.relock.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.utils.AuthorizeClientUtil;

/** The confidential client that asks, authenticated by Keycloak's own client authentication. */
final class AskingClient {
    private static final String BASIC = "Basic ";

    private AskingClient() {}

    /** The caller claims to be a client, and did not show it. */
    static final class NotAuthenticatedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Empty for a caller that does not claim to be a client. */
    static Optional<ClientModel> of(KeycloakSession session, Body body) throws NotAuthenticatedException {
        if (!claims(session.getContext().getHttpRequest().getHttpHeaders(), body)) {
            return Optional.empty();
        }
        EventBuilder event = new EventBuilder(
                        session.getContext().getRealm(),
                        session,
                        session.getContext().getConnection())
                .event(EventType.CLIENT_LOGIN);
        try {
            ClientModel client =
                    AuthorizeClientUtil.authorizeClient(session, event, null).getClient();
            if (client.isPublicClient()) {
                throw new NotAuthenticatedException();
            }
            return Optional.of(client);
        } catch (WebApplicationException e) {
            throw new NotAuthenticatedException();
        }
    }

    private static boolean claims(HttpHeaders headers, Body body) {
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        return (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                || body.form().containsKey(OAuth2Constants.CLIENT_ASSERTION)
                || body.form().containsKey(OAuth2Constants.CLIENT_SECRET);
    }
}
