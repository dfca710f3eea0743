package dev.relock.flow.device;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustState;
import dev.relock.flow.factor.SecondFactor;
import dev.relock.flow.trust.LoginGateway;
import dev.relock.gateway.RelockGateway;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a sign-in that is complete leaves in the user's session for Relock itself; nobody else is told of it. */
final class SessionNotes {
    private final KeycloakSession session;
    private final AuthenticationSessionModel login;

    SessionNotes(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.login = login;
    }

    void write(Optional<DeviceEvidence> evidence, TrustState state) {
        evidence.filter(DeviceEvidence::keycloakOrigin)
                .ifPresent(proven -> login.setUserSessionNote(
                        RelockGateway.GUARD_NOTE, proven.device().value()));
        LoginGateway.of(session)
                .passwordName(login.getAuthenticatedUser())
                .ifPresent(name -> login.setUserSessionNote(RelockGateway.PASSWORD_NOTE, name));
        if (SecondFactor.isPassed(session, login)) {
            forgetThatThereWasNone();
        } else if (state == TrustState.TRUSTED) {
            // Should the device turn up twice, this session ends with its trust.
            login.setUserSessionNote(
                    RelockGateway.SESSION_NOTE, evidence.orElseThrow().device().value());
        }
    }

    /** A session that began without a second factor has one now. A note cannot be removed from here, only emptied. */
    private void forgetThatThereWasNone() {
        UserSessionModel before = session.sessions()
                .getUserSession(login.getRealm(), login.getParentSession().getId());
        if (before != null && before.getNote(RelockGateway.SESSION_NOTE) != null) {
            login.setUserSessionNote(RelockGateway.SESSION_NOTE, "");
        }
    }
}
