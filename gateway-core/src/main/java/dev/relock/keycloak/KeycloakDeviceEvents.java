package dev.relock.keycloak;

import dev.relock.owner.RelockDeviceCredential;
import java.util.Optional;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** {@link DeviceEvents} as Keycloak's own: stored and heard as the realm says. */
final class KeycloakDeviceEvents implements DeviceEvents {
    private static final String EVENT = "relock_event";
    private static final String REASON = "relock_reason";
    private static final String DEVICE = "relock_device_id";
    private static final String SEEN_AT = "relock_seen_at";

    private final KeycloakSession session;
    private final RealmModel realm;

    KeycloakDeviceEvents(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    @Override
    public void suspended(UserModel user, String deviceId, String reason) {
        of(user, deviceId, "device_suspended").detail(REASON, reason).success();
    }

    @Override
    public void notBound(UserModel user, String deviceId) {
        of(user, deviceId, "device_not_bound").error("relock_too_many_owners");
    }

    @Override
    public void staleProofSeen(UserModel user, String deviceId, String address, long seenAt) {
        of(user, deviceId, "stale_proof_seen")
                .ipAddress(address)
                .detail(SEEN_AT, Long.toString(seenAt))
                .error("relock_stale_proof");
    }

    private EventBuilder of(UserModel user, String deviceId, String name) {
        EventBuilder event = new EventBuilder(realm, session)
                .event(EventType.UPDATE_CREDENTIAL)
                .user(user)
                .detail(Details.CREDENTIAL_TYPE, RelockDeviceCredential.TYPE)
                .detail(EVENT, name)
                .detail(DEVICE, deviceId);
        // After a commit there may be no request any more.
        Optional.ofNullable(session.getContext().getConnection())
                .map(ClientConnection::getRemoteHost)
                .ifPresent(event::ipAddress);
        return event;
    }
}
