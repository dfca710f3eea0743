package dev.relock.flow.bind;

import dev.relock.decision.TrustState;
import dev.relock.flow.factor.SecondFactor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Who may become the owner of a browser in this login, and of which. */
final class Candidate {
    /**
     * A trusted browser needs nothing more; a suspended one is not for its user to restore; a key of another origin or
     * another key under the same name is none to be trusted. An unproven browser still may prove itself here.
     */
    private static final Set<TrustState> BINDABLE = EnumSet.of(
            TrustState.UNOWNED,
            TrustState.OTHER_USER,
            TrustState.WEAK,
            TrustState.RENEWED,
            TrustState.EXPIRED,
            TrustState.IDLE_EXPIRED,
            TrustState.ACCOUNT_CHANGED,
            TrustState.NETWORK_CHANGED,
            TrustState.UNPROVEN);

    private Candidate() {}

    static boolean mayOwn(TrustState state) {
        return BINDABLE.contains(state);
    }

    /**
     * A stored user who signs in for himself and has passed a second factor.
     *
     * @param factors which ones will do, see {@link SecondFactor#isPassed(KeycloakSession, AuthenticationSessionModel, List)}
     */
    static boolean isOwner(AuthenticationFlowContext context, List<String> factors) {
        UserModel user = context.getUser();
        return user != null
                && !LightweightUserAdapter.isLightweightUser(user)
                && !isImpersonated(context)
                && SecondFactor.isPassed(context.getSession(), context.getAuthenticationSession(), factors);
    }

    private static boolean isImpersonated(AuthenticationFlowContext context) {
        UserSessionModel session = context.getSession()
                .sessions()
                .getUserSession(
                        context.getRealm(),
                        context.getAuthenticationSession().getParentSession().getId());
        return session != null && session.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null;
    }
}
