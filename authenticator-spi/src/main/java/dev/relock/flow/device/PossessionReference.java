package dev.relock.flow.device;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * Keeps the {@code amr} claim truthful. Keycloak's mapper tells the reference value (such as {@code swk} of RFC 8176) of
 * every execution that succeeded, and {@code relock-device} succeeds without a trusted browser too: all it does is look.
 */
final class PossessionReference {
    private PossessionReference() {}

    /** Makes the claim of this login silent about the possession of a key. */
    static void withdraw(AuthenticationSessionModel login) {
        Map<String, Integer> completed = new HashMap<>(AuthenticatorUtils.parseCompletedExecutions(
                login.getUserSessionNotes().get(Constants.AUTHENTICATORS_COMPLETED)));
        if (completed.keySet().removeIf(id -> isOurs(login.getRealm(), id))) {
            try {
                login.setUserSessionNote(
                        Constants.AUTHENTICATORS_COMPLETED, JsonSerialization.writeValueAsString(completed));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean isOurs(RealmModel realm, String executionId) {
        AuthenticationExecutionModel execution = realm.getAuthenticationExecutionById(executionId);
        return execution != null && RelockDeviceAuthenticatorFactory.ID.equals(execution.getAuthenticator());
    }
}
