package dev.relock.keycloak;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Whether a trusted browser is enough for the client that is being signed in to. A client, or a client scope that it has
 * or asks for, says no by the attribute {@value #ATTRIBUTE} = {@code false}.
 */
public final class ClientTrust {
    /** Of clients and client scopes. */
    public static final String ATTRIBUTE = "relock.trust";

    private static final String NO = "false";

    private ClientTrust() {}

    static boolean isEnough(KeycloakSession session) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        ClientModel client = login == null ? session.getContext().getClient() : login.getClient();
        if (client == null) {
            return true;
        }
        return !NO.equals(client.getAttribute(ATTRIBUTE))
                && scopes(client, login).noneMatch(scope -> NO.equals(scope.getAttribute(ATTRIBUTE)));
    }

    private static Stream<ClientScopeModel> scopes(ClientModel client, AuthenticationSessionModel login) {
        List<String> asked = asked(login);
        return Stream.concat(
                client.getClientScopes(true).values().stream(),
                client.getClientScopes(false).values().stream().filter(scope -> asked.contains(scope.getName())));
    }

    private static List<String> asked(AuthenticationSessionModel login) {
        String scope = login == null ? null : login.getClientNote(OIDCLoginProtocol.SCOPE_PARAM);
        return scope == null ? List.of() : Arrays.asList(scope.split(" "));
    }
}
