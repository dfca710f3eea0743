package dev.relock.flow.remember;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Notes of a login that a browser stood in for. */
public final class RememberedSignIn {
    private static final String NOTE = "relock.remembered";

    private RememberedSignIn() {}

    /** Whether nothing but the device has been shown in this login so far. */
    public static boolean is(AuthenticationSessionModel login) {
        return login.getAuthNote(NOTE) != null;
    }

    /**
     * Signs the user in.
     *
     * @param signedInAt when the user last signed in fully; that is what {@code auth_time} tells, and what Keycloak goes by
     *     where an action wants a recent sign-in. Seconds since 1970
     */
    static void begin(AuthenticationFlowContext context, UserModel user, long signedInAt) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        login.setAuthNote(NOTE, "true");
        login.setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, user.getUsername());
        // Keycloak has no other way to say so.
        login.setClientNote(AuthenticationManager.AUTH_TIME_BROKER, Long.toString(signedInAt));
        login.setClientNote(NOTE, "true");
        context.setUser(user);
        context.success();
    }

    /** A login that starts over keeps its client notes. */
    static void forget(AuthenticationSessionModel login) {
        if (login.getClientNote(NOTE) != null) {
            login.removeClientNote(NOTE);
            login.removeClientNote(AuthenticationManager.AUTH_TIME_BROKER);
        }
    }
}
