package dev.relock.flow.placement;

import dev.relock.flow.event.LoginEvents;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticationExecutionModel;

/**
 * Keycloak ignores ALTERNATIVE executions beside a REQUIRED one. Where one of ours is REQUIRED beside second factors that are
 * alternatives, none of them would ever be asked: such a flow signs nobody in.
 */
public final class IgnoredAlternatives {
    private static final Logger LOG = Logger.getLogger("relock");

    private IgnoredAlternatives() {}

    /** Refuses the login where this execution silences others. */
    public static boolean refused(AuthenticationFlowContext context) {
        AuthenticationExecutionModel execution = context.getExecution();
        if (!execution.isRequired() || !hasAlternatives(context, execution.getParentFlow())) {
            return false;
        }
        LOG.errorf(
                "Realm %s: %s is REQUIRED beside ALTERNATIVE executions, which Keycloak then ignores. Put the alternatives"
                        + " into a sub-flow of their own; until then this flow signs nobody in.",
                context.getRealm().getName(), execution.getAuthenticator());
        context.getEvent().error(LoginEvents.MISPLACED);
        context.forceChallenge(
                context.form().setError("relockMisplaced").createErrorPage(Response.Status.INTERNAL_SERVER_ERROR));
        return true;
    }

    private static boolean hasAlternatives(AuthenticationFlowContext context, String flowId) {
        return context.getRealm()
                .getAuthenticationExecutionsStream(flowId)
                .anyMatch(AuthenticationExecutionModel::isAlternative);
    }
}
