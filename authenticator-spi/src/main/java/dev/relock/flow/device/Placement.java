package dev.relock.flow.device;

import dev.relock.flow.bind.RelockBindAuthenticatorFactory;
import dev.relock.flow.identify.RelockIdentifyAuthenticatorFactory;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Where in a flow the execution stands. */
final class Placement {
    private static final Set<String> NOT_A_WAY = Set.of(
            RelockDeviceAuthenticatorFactory.ID,
            RelockBindAuthenticatorFactory.ID,
            RelockIdentifyAuthenticatorFactory.ID);

    private Placement() {}

    /**
     * Whether success here takes the place of another way to sign in: the execution is an alternative, or all that an
     * alternative sub-flow asks for. Looking at the browser is no such way, only a trusted browser is.
     */
    static boolean replacesAnotherWay(AuthenticationFlowContext context) {
        AuthenticationExecutionModel execution = context.getExecution();
        if (execution.isAlternative()) {
            return true;
        }
        RealmModel realm = context.getRealm();
        AuthenticationExecutionModel parent = realm.getAuthenticationExecutionByFlowId(execution.getParentFlow());
        return parent != null
                && parent.isAlternative()
                && realm.getAuthenticationExecutionsStream(execution.getParentFlow())
                        .filter(AuthenticationExecutionModel::isEnabled)
                        .allMatch(sibling -> asksNothing(context.getSession(), sibling));
    }

    private static boolean asksNothing(KeycloakSession session, AuthenticationExecutionModel execution) {
        if (execution.isAuthenticatorFlow()) {
            return false;
        }
        return session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, execution.getAuthenticator())
                        instanceof AuthenticatorFactory factory
                && (factory instanceof ConditionalAuthenticatorFactory || NOT_A_WAY.contains(factory.getId()));
    }
}
