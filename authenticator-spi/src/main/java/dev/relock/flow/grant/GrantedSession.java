package dev.relock.flow.grant;

import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/** The session that a refresh token speaks of. */
final class GrantedSession {
    private final KeycloakSession session;
    private final RealmModel realm;

    GrantedSession(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** Empty when the token is none of this realm's, or its session has ended. */
    Optional<AuthenticatedClientSessionModel> of(String refreshToken, ClientModel client) {
        return Optional.ofNullable(refreshToken)
                .map(encoded -> session.tokens().decode(encoded, RefreshToken.class))
                .map(this::userSession)
                .map(found -> found.getAuthenticatedClientSessionByClient(client.getId()));
    }

    private UserSessionModel userSession(RefreshToken token) {
        if (token.getSessionId() == null) {
            return null;
        }
        return TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType())
                ? session.sessions().getOfflineUserSession(realm, token.getSessionId())
                : session.sessions().getUserSession(realm, token.getSessionId());
    }
}
