package dev.relock.flow.stepup;

import dev.relock.decision.StepUp;
import dev.relock.flow.trust.LoginGateway;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticatorFactory;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.authentication.authenticators.util.LoAUtil;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What the request behind this login demands beyond the usual. Whoever lets trust stand in for a factor asks here first.
 */
public final class RequestedStepUp {
    private final RealmModel realm;
    private final Set<String> visited = new HashSet<>();

    private RequestedStepUp(RealmModel realm) {
        this.realm = realm;
    }

    /** Why trust in the browser is not enough at this execution, or empty when it is. */
    public static Optional<StepUp.Reason> forbidsTrust(AuthenticationFlowContext context) {
        return of(context).forbids(limits(context));
    }

    /** The same for who looks after the age of the sign-in otherwise: whether the level is too high. */
    public static boolean isLevelTooHigh(AuthenticationFlowContext context) {
        return of(context)
                .forbids(new StepUp.Limits(limits(context).level(), true))
                .isPresent();
    }

    private static StepUp.Limits limits(AuthenticationFlowContext context) {
        return LoginGateway.of(context.getSession()).stepUpLimits().orElse(StepUp.Limits.STRICT);
    }

    private static StepUp of(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        RequestedStepUp flow = new RequestedStepUp(context.getRealm());
        return new StepUp(
                new AcrStore(context.getSession(), login).getRequestedLevelOfAuthentication(context.getTopLevelFlow()),
                flow.hasLevels(context.getTopLevelFlow().getId()),
                flow.governingLevel(context.getExecution()),
                demandsSignIn(context, login));
    }

    /** Keycloak notes it where there was a session to be overruled; a protocol may demand it also where there is none. */
    private static boolean demandsSignIn(AuthenticationFlowContext context, AuthenticationSessionModel login) {
        if (AuthenticatorUtil.isForcedReauthentication(login)) {
            return true;
        }
        if (login.getProtocol() == null) {
            return false;
        }
        LoginProtocol protocol = context.getSession().getProvider(LoginProtocol.class, login.getProtocol());
        // Without a session only what the request itself says counts.
        return protocol != null && protocol.requireReauthentication(null, login);
    }

    private boolean hasLevels(String flowId) {
        return visited.add(flowId)
                && enabled(flowId)
                        .anyMatch(execution -> isLevel(execution)
                                || (execution.isAuthenticatorFlow() && hasLevels(execution.getFlowId())));
    }

    /** A condition for a level speaks for the whole sub-flow it stands in, with all sub-flows below. */
    private int governingLevel(AuthenticationExecutionModel execution) {
        int level = StepUp.NONE;
        AuthenticationExecutionModel above = execution;
        while (above != null && above.getParentFlow() != null) {
            level = Math.max(level, levelOf(above.getParentFlow()));
            above = realm.getAuthenticationExecutionByFlowId(above.getParentFlow());
        }
        return level;
    }

    private int levelOf(String flowId) {
        return enabled(flowId)
                .filter(RequestedStepUp::isLevel)
                .map(execution -> realm.getAuthenticatorConfigById(execution.getAuthenticatorConfig()))
                .filter(Objects::nonNull)
                .map(LoAUtil::getLevelFromLoaConditionConfiguration)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(StepUp.NONE);
    }

    private Stream<AuthenticationExecutionModel> enabled(String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId).filter(AuthenticationExecutionModel::isEnabled);
    }

    private static boolean isLevel(AuthenticationExecutionModel execution) {
        return ConditionalLoaAuthenticatorFactory.PROVIDER_ID.equals(execution.getAuthenticator());
    }
}
