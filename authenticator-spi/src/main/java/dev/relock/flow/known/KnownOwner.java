package dev.relock.flow.known;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustState;
import dev.relock.flow.trust.LoginGateway;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/** Whose browser this is, where it can be only one person's. */
public final class KnownOwner {
    private KnownOwner() {}

    /**
     * The only owner of the browser that has proven itself. Empty when several own it, the owner may not sign in, the browser
     * is not trusted for him (or trust does not count at present), or the application has named somebody else.
     */
    public static Optional<UserModel> of(AuthenticationFlowContext context, DeviceEvidence evidence) {
        LoginGateway gateway = LoginGateway.of(context.getSession());
        List<UserModel> owners = evidence.owners().stream()
                .map(id -> context.getSession().users().getUserById(context.getRealm(), id))
                .filter(Objects::nonNull)
                .filter(user -> gateway.binding(evidence, user).isPresent())
                .toList();
        if (owners.size() != 1) {
            return Optional.empty();
        }
        UserModel owner = owners.get(0);
        String hint = context.getAuthenticationSession().getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
        return owner.isEnabled()
                        && isMeant(owner, hint)
                        && gateway.counts()
                        && gateway.trust(Optional.of(evidence), owner) == TrustState.TRUSTED
                ? Optional.of(owner)
                : Optional.empty();
    }

    private static boolean isMeant(UserModel user, String hint) {
        return hint == null || hint.equalsIgnoreCase(user.getUsername()) || hint.equalsIgnoreCase(user.getEmail());
    }
}
