package dev.relock.flow.bind;

import dev.relock.flow.factor.SecondFactor;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Who may become the owner of a browser in this login. */
final class Candidate {
    private Candidate() {}

    /**
     * A stored user who signs in for himself and has passed a second factor.
     *
     * @param factors which ones will do, see {@link SecondFactor#isPassed(KeycloakSession, AuthenticationSessionModel, List)}
     */
    static boolean isOwner(AuthenticationFlowContext context, List<String> factors) {
        UserModel user = context.getUser();
        return user != null
                && !(user instanceof LightweightUserAdapter)
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
