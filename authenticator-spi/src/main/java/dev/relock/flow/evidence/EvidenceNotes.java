package dev.relock.flow.evidence;

import dev.relock.decision.DeviceEvidence;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Carries evidence from one request of a login to the next. It never carries a verdict: who asks decides again, with the
 * user and the binding of that moment.
 */
public final class EvidenceNotes {
    static final String NOTE = "relock.evidence";

    private final AuthenticationSessionModel login;

    private EvidenceNotes(AuthenticationSessionModel login) {
        this.login = login;
    }

    public static EvidenceNotes of(AuthenticationSessionModel login) {
        return new EvidenceNotes(login);
    }

    public void write(DeviceEvidence evidence, String executionId) {
        NotedEvidence noted =
                new NotedEvidence(evidence.device().value(), evidence.epochId(), evidence.provenAt(), executionId);
        login.setAuthNote(NOTE, noted.serialized());
    }

    public Optional<NotedEvidence> read() {
        return Optional.ofNullable(login.getAuthNote(NOTE)).flatMap(NotedEvidence::parse);
    }
}
