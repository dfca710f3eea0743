package dev.relock.flow.proof;

import dev.relock.proof.DeviceProof;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.HttpMethod;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.Constants;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The proof that came along with a form which is not ours, such as the password form. */
public final class InlineProof {
    private InlineProof() {}

    /** Empty unless this request is the answer to a login form that Keycloak itself has accepted. */
    public static Optional<DeviceProof> of(AuthenticationFlowContext context) {
        return isAcceptedAction(context)
                ? FormProof.read(context.getHttpRequest().getDecodedFormParameters())
                : Optional.empty();
    }

    /** What an inline proof must have been made for, as the server holds it. */
    public static TokenContext context(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return TokenContext.loginForm(
                context.getRealm().getName(), login.getClient().getClientId(), login.getTabId());
    }

    /*
     * Keycloak has no flag for it. A POST below login-actions that names a session code comes here only if the code was
     * the session's (SessionCodeChecks); then the execution it answers is noted as the last one processed.
     */
    private static boolean isAcceptedAction(AuthenticationFlowContext context) {
        var query = context.getUriInfo().getQueryParameters();
        String answered = query.getFirst(Constants.EXECUTION);
        return HttpMethod.POST.equals(context.getHttpRequest().getHttpMethod())
                && context.getUriInfo().getPath().contains("/login-actions/")
                && query.getFirst(LoginActionsService.SESSION_CODE) != null
                && answered != null
                && answered.equals(context.getAuthenticationSession()
                        .getAuthNote(AuthenticationProcessor.LAST_PROCESSED_EXECUTION));
    }
}
