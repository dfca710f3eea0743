package dev.relock.flow.notice;

import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.RelockGateway;
import dev.relock.owner.OwnerBinding;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Tells the owner of a browser that has turned up twice, at the next sign-in on whatever browser. Nobody else sees it: as a
 * required action it comes when the user has passed all that the flow asks for.
 */
final class CollisionNoticeAction implements RequiredActionProvider {
    private static final String TEMPLATE = "relock-notice.ftl";
    /** Where somebody looks at pages. A password grant, for one, would only fail. */
    private static final Set<String> WITH_PAGES = Set.of(
            LoginActionsService.AUTHENTICATE_PATH,
            LoginActionsService.REQUIRED_ACTION,
            LoginActionsService.REGISTRATION_PATH,
            LoginActionsService.RESET_CREDENTIALS_PATH,
            LoginActionsService.FIRST_BROKER_LOGIN_PATH,
            LoginActionsService.POST_BROKER_LOGIN_PATH);

    /** Kept in this login only, never with the user: whoever takes Relock out leaves nothing behind. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (isAtASignIn(context.getAuthenticationSession())
                && !LoginGateway.of(context.getSession())
                        .collisionsToTell(context.getUser())
                        .isEmpty()) {
            context.getAuthenticationSession().addRequiredAction(RelockGateway.NOTICE_ACTION);
        }
    }

    /** Not where an application merely asks, perhaps without a page, whether there is a session. */
    private static boolean isAtASignIn(AuthenticationSessionModel login) {
        String path = login.getAuthNote(AuthenticationProcessor.CURRENT_FLOW_PATH);
        return path != null
                && WITH_PAGES.contains(path)
                && !Boolean.parseBoolean(login.getAuthNote(AuthenticationManager.SSO_AUTH));
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        List<String> labels = LoginGateway.of(context.getSession()).collisionsToTell(context.getUser()).stream()
                .map(OwnerBinding::label)
                .toList();
        if (labels.isEmpty()) {
            context.success();
        } else {
            context.challenge(
                    context.form().setAttribute("relockLabels", labels).createForm(TEMPLATE));
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        LoginGateway.of(context.getSession()).collisionsTold(context.getUser());
        context.success();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
