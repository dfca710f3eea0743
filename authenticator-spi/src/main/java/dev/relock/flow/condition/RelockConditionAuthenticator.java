package dev.relock.flow.condition;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.StepUp;
import dev.relock.decision.TrustState;
import dev.relock.flow.event.LoginEvents;
import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.stepup.RequestedStepUp;
import dev.relock.flow.trust.LoginGateway;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowCallback;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Lets its sub-flow run unless the browser is in one of the listed states. Keycloak asks more than once in a login, so
 * this only decides; that the device was used is noted when the login is complete, by {@code relock-device}.
 */
final class RelockConditionAuthenticator implements ConditionalAuthenticator, AuthenticationFlowCallback {
    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        Optional<DeviceEvidence> evidence = LoginEvidence.of(context);
        LoginGateway gateway = LoginGateway.of(context.getSession());
        TrustState state = gateway.trust(evidence, context.getUser());
        LoginEvents.tell(context, evidence, state);
        if (!RelockConditionConfig.of(context.getAuthenticatorConfig()).skips(state)) {
            return true;
        }
        Optional<StepUp.Reason> demanded = RequestedStepUp.forbidsTrust(context);
        demanded.ifPresent(reason -> LoginEvents.tellStepUp(context, reason));
        return demanded.isPresent() || !gateway.counts();
    }

    /** The sub-flow ran to its end, in a request that may be the last of the login and whose event knows nothing yet. */
    @Override
    public void onParentFlowSuccess(AuthenticationFlowContext context) {
        LoginEvents.tell(context);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        // Shows no page.
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // A condition sets nothing up.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
