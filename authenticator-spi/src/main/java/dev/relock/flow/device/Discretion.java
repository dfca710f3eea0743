package dev.relock.flow.device;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.services.resources.LoginActionsService;

/**
 * In a reset of credentials, whoever can type a user name has come this far: nothing may tell whether there is such an
 * account.
 */
final class Discretion {
    private Discretion() {}

    static boolean isDue(AuthenticationFlowContext context) {
        return LoginActionsService.RESET_CREDENTIALS_PATH.equals(context.getFlowPath());
    }

    /** Keycloak's pages would show the name that was typed, but only of an account that exists; now they always do. */
    static void keep(AuthenticationFlowContext context) {
        if (isDue(context)) {
            context.getAuthenticationSession().setAuthNote(AbstractUsernameFormAuthenticator.USERNAME_HIDDEN, "true");
        }
    }
}
