package dev.relock.keycloak;

import dev.relock.event.DeviceEvent;
import dev.relock.event.EventDetail;
import dev.relock.event.EventError;
import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import dev.relock.protocol.DeviceId;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Tells Keycloak's event listeners what happens to devices. */
final class DeviceEvents {
    static final String COLLISION = "collision";
    static final String CAP = "cap";
    static final String CLEARED = "cleared";
    static final String FORGOTTEN = "forgotten";

    /** A replayed proof is told at most this often for each device, seconds. */
    private static final long REPLAY_SILENCE = 3600;

    private final KeycloakSession session;
    private final RealmModel realm;

    DeviceEvents(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    void bound(UserModel user, DeviceId device, Assurance assurance) {
        about(DeviceEvent.BOUND, device)
                .user(user)
                .detail(EventDetail.ASSURANCE.id(), assurance.id())
                .success();
    }

    void suspended(UserModel user, DeviceId device, String reason) {
        about(DeviceEvent.SUSPENDED, device)
                .user(user)
                .detail(EventDetail.REASON.id(), reason)
                .success();
    }

    void removed(UserModel user, OwnerBinding binding, String reason) {
        about(DeviceEvent.REMOVED, binding.device())
                .user(user)
                .detail(EventDetail.REASON.id(), reason)
                .detail(Details.CREDENTIAL_USER_LABEL, binding.label())
                .success();
    }

    /** Whoever has one used proof could send it for ever: the event must not fill the database. */
    void replayed(DeviceId device) {
        boolean first = session.singleUseObjects()
                .putIfAbsent("relock-replayed-" + realm.getId() + "-" + device.value(), REPLAY_SILENCE);
        if (first) {
            about(DeviceEvent.REPLAYED, device)
                    .detail(EventDetail.REASON.id(), DeviceEvent.REPLAYED.reasons())
                    .error(EventError.REPLAYED.id());
        }
    }

    private EventBuilder about(DeviceEvent event, DeviceId device) {
        return new EventBuilder(realm, session, session.getContext().getConnection())
                .event(event.type())
                .detail(Details.CREDENTIAL_TYPE, RelockDeviceCredential.TYPE)
                .detail(EventDetail.EVENT.id(), event.id())
                .detail(EventDetail.DEVICE.id(), device.value());
    }
}
