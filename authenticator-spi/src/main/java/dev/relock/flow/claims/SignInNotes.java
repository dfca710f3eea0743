package dev.relock.flow.claims;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustState;
import java.util.Optional;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What a Keycloak session remembers of the browser that signed in: notes of documented names, for our mappers and for
 * Keycloak's own "User Session Note" mapper. Each sign-in that passes <em>Relock device</em> writes all of them anew.
 *
 * @param state what the browser was to the user when the sign-in was complete
 * @param device the proven device, empty when nothing was proven
 * @param provenAt when it was proven, seconds since 1970, 0 when nothing was
 */
public record SignInNotes(String state, String device, long provenAt) {
    public static final String STATE = "relock_login_state";
    public static final String DEVICE = "relock_device_id";
    public static final String PROVEN_AT = "relock_proven_at";

    /** Writes into the session that this login is about to open or to renew. */
    public static void write(AuthenticationSessionModel login, Optional<DeviceEvidence> evidence, TrustState state) {
        Optional<DeviceEvidence> proven = evidence.filter(any -> state != TrustState.UNPROVEN);
        login.setUserSessionNote(STATE, state.id());
        // Empty, not absent: what an earlier sign-in has left in the session must not stay.
        login.setUserSessionNote(
                DEVICE, proven.map(found -> found.device().value()).orElse(""));
        login.setUserSessionNote(
                PROVEN_AT, proven.map(found -> Long.toString(found.provenAt())).orElse(""));
    }

    /** A session that no execution of ours has seen counts as unproven. */
    static SignInNotes of(UserSessionModel session) {
        String state = session.getNote(STATE);
        String device = session.getNote(DEVICE);
        String provenAt = session.getNote(PROVEN_AT);
        if (state == null || device == null || device.isEmpty()) {
            return new SignInNotes(TrustState.UNPROVEN.id(), "", 0);
        }
        boolean isTime = provenAt != null && provenAt.matches("[0-9]{1,12}");
        return new SignInNotes(state, device, isTime ? Long.parseLong(provenAt) : 0);
    }
}
