package dev.relock.flow.identify;

import dev.relock.flow.evidence.LoginEvidence;
import dev.relock.flow.execution.Execution;
import dev.relock.flow.known.KnownOwner;
import dev.relock.flow.known.NotYou;
import dev.relock.flow.placement.IgnoredAlternatives;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Names the user whose browser this is, so that the login goes straight to the password. Keycloak's pages show the name
 * with a link to start over; who takes it is asked for the user name.
 */
final class RelockIdentifyAuthenticator implements Execution {
    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (IgnoredAlternatives.refused(context)) {
            return;
        }
        AuthenticationSessionModel login = context.getAuthenticationSession();
        if (context.getUser() == null && NotYou.mayName(login)) {
            LoginEvidence.of(context)
                    .filter(LoginEvidence::isFresh)
                    .flatMap(evidence -> KnownOwner.of(context, evidence))
                    .ifPresent(owner -> name(context, owner));
        }
        context.success();
    }

    private static void name(AuthenticationFlowContext context, UserModel owner) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        login.setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, owner.getUsername());
        NotYou.nameNobodyAgain(login);
        context.setUser(owner);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        // Shows no page.
    }
}
