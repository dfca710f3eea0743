package dev.relock.flow.evidence;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.flow.trust.LoginGateway;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What this login has proven about the browser, looked at again now. Every execution that wants to know asks here. */
public final class LoginEvidence {
    private LoginEvidence() {}

    public static Optional<DeviceEvidence> of(AuthenticationFlowContext context) {
        return of(context.getSession(), context.getAuthenticationSession());
    }

    public static Optional<DeviceEvidence> of(KeycloakSession session, AuthenticationSessionModel login) {
        return EvidenceNotes.of(login)
                .read()
                .flatMap(noted -> LoginGateway.of(session).recall(noted.deviceId(), noted.epochId(), noted.provenAt()));
    }

    /** Whether the evidence is young enough not to be asked for again. */
    public static boolean isFresh(DeviceEvidence evidence) {
        return Time.currentTimeSeconds() - evidence.provenAt() <= TrustPolicy.EVIDENCE_LIFETIME;
    }
}
