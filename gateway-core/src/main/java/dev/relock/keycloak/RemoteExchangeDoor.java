package dev.relock.keycloak;

import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.gateway.ExchangeReply;
import dev.relock.handshake.ExchangeReplies;
import dev.relock.message.ExchangeMessage;
import dev.relock.protocol.Origin;
import dev.relock.remote.RemoteGateway;
import dev.relock.store.StoreUnavailableException;
import java.util.Optional;

/** Hands key agreement on to another gateway; a device that has ended here is told so first. */
final class RemoteExchangeDoor implements KeyAgreement {
    private final RealmContext context;
    private final RemoteGateway remote;

    RemoteExchangeDoor(RealmContext context, RemoteGateway remote) {
        this.context = context;
        this.remote = remote;
    }

    @Override
    public ExchangeReply exchange(ExchangeMessage message, Optional<Origin> requestOrigin, String sealedCookie) {
        if (requestOrigin.filter(message.origin()::equals).isEmpty() || !context.allows(message.origin())) {
            return ExchangeReplies.refusal(401, "This origin may not use the gateway");
        }
        if (!message.isSignedByDevice()) {
            return ExchangeReplies.refusal(401, "The device's signature is wrong");
        }
        try {
            Optional<DeviceState> ended = context.devices()
                    .get(DeviceIdentity.key(
                            context.realm().getId(), message.deviceKey().id()))
                    .filter(DeviceState::hasEnded);
            return ended.isPresent()
                    ? new ExchangeReplies(context.issuer(), context.keys())
                            .ended(message, ended.get().ended())
                    : remote.exchange(message, sealedCookie, context.isKeycloakOrigin(message.origin()));
        } catch (StoreUnavailableException e) {
            return ExchangeReplies.refusal(503, "The gateway cannot answer now");
        }
    }
}
