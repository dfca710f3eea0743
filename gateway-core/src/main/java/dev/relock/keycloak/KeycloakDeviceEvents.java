package dev.relock.keycloak;

import dev.relock.event.DeviceEvent;
import dev.relock.event.EventDetail;
import dev.relock.event.EventError;
import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import dev.relock.protocol.DeviceId;
import java.util.List;
import java.util.Optional;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** {@link DeviceEvents} as Keycloak's own: stored and heard as the realm says. */
final class KeycloakDeviceEvents implements DeviceEvents {
    /** A replayed proof is told at most this often for each device, seconds. */
    private static final long REPLAY_SILENCE = 3600;

    private final KeycloakSession session;
    private final RealmModel realm;

    KeycloakDeviceEvents(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    @Override
    public void bound(UserModel user, DeviceId device, Assurance assurance, Optional<Assurance> former) {
        EventBuilder bound =
                about(DeviceEvent.BOUND, device).user(user).detail(EventDetail.ASSURANCE.id(), assurance.id());
        former.ifPresent(before -> bound.detail(EventDetail.FORMER_ASSURANCE.id(), before.id()));
        bound.success();
    }

    @Override
    public void linkSent(UserModel user, DeviceId device) {
        about(DeviceEvent.LINK_SENT, device).user(user).success();
    }

    @Override
    public void suspended(UserModel user, OwnerBinding binding, String reason, List<String> sessions) {
        EventBuilder suspended = about(DeviceEvent.SUSPENDED, binding.device())
                .user(user)
                .detail(EventDetail.REASON.id(), reason)
                .detail(EventDetail.ASSURANCE.id(), binding.assurance().id());
        if (!sessions.isEmpty()) {
            suspended.detail(EventDetail.SESSIONS.id(), String.join(",", sessions));
        }
        suspended.success();
    }

    @Override
    public void restored(UserModel user, OwnerBinding binding, String reason) {
        about(DeviceEvent.RESTORED, binding.device())
                .user(user)
                .detail(EventDetail.REASON.id(), reason)
                .detail(EventDetail.ASSURANCE.id(), binding.assurance().id())
                .success();
    }

    @Override
    public void removed(UserModel user, OwnerBinding binding, String reason) {
        about(DeviceEvent.REMOVED, binding.device())
                .user(user)
                .detail(EventDetail.REASON.id(), reason)
                .detail(Details.CREDENTIAL_USER_LABEL, binding.label())
                .success();
    }

    @Override
    public void notBound(UserModel user, DeviceId device) {
        about(DeviceEvent.NOT_BOUND, device).user(user).error(EventError.TOO_MANY_OWNERS.id());
    }

    /** Whoever has one used proof could send it for ever: the event must not fill the database. */
    @Override
    public void replayed(DeviceId device) {
        boolean first = session.singleUseObjects()
                .putIfAbsent("relock-replayed-" + realm.getId() + "-" + device.value(), REPLAY_SILENCE);
        if (first) {
            about(DeviceEvent.REPLAYED, device)
                    .detail(EventDetail.REASON.id(), DeviceEvent.REPLAYED.reasons())
                    .error(EventError.REPLAYED.id());
        }
    }

    @Override
    public void staleProofSeen(UserModel user, DeviceId device, String address, long seenAt) {
        about(DeviceEvent.STALE, device)
                .user(user)
                .ipAddress(address)
                .detail(EventDetail.SEEN_AT.id(), Long.toString(seenAt))
                .error(EventError.STALE_PROOF.id());
    }

    private EventBuilder about(DeviceEvent event, DeviceId device) {
        EventBuilder builder = new EventBuilder(realm, session)
                .event(event.type())
                .detail(Details.CREDENTIAL_TYPE, RelockDeviceCredential.TYPE)
                .detail(EventDetail.EVENT.id(), event.id())
                .detail(EventDetail.DEVICE.id(), device.value());
        // After a commit there may be no request any more.
        Optional.ofNullable(session.getContext().getConnection())
                .map(ClientConnection::getRemoteHost)
                .ifPresent(builder::ipAddress);
        return builder;
    }
}
