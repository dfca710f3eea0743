package dev.relock.keycloak;

import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.gateway.ExchangeReply;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.handshake.ExchangeOutcome.Ended;
import dev.relock.handshake.ExchangeReplies;
import dev.relock.handshake.Handshake;
import dev.relock.message.ExchangeMessage;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.store.StoreUnavailableException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Key agreement: lets a message in, has it judged, and answers with what follows from the outcome. */
final class ExchangeDoor {
    private static final Logger LOG = Logger.getLogger("relock");

    /** What one visitor has: an IPv4 address, or a whole network of IPv6 ones. */
    private static final NetworkPrefix VISITOR = new NetworkPrefix(32, 64);

    private final RealmContext context;

    ExchangeDoor(RealmContext context) {
        this.context = context;
    }

    ExchangeReply exchange(ExchangeMessage message, Optional<Origin> requestOrigin, String sealedCookie) {
        return context.stopwatch().exchange(() -> agree(message, requestOrigin, sealedCookie));
    }

    private ExchangeReply agree(ExchangeMessage message, Optional<Origin> requestOrigin, String sealedCookie) {
        if (requestOrigin.filter(message.origin()::equals).isEmpty() || !context.allows(message.origin())) {
            return ExchangeReplies.refusal(401, "This origin may not use the gateway");
        }
        if (!message.isSignedByDevice()) {
            return ExchangeReplies.refusal(401, "The device's signature is wrong");
        }
        if (!context.settings().allowsAgent(message.agent())) {
            return ExchangeReplies.refusal(400, "This version of the agent is no longer served");
        }
        try {
            Handshake handshake = handshake();
            ExchangeOutcome outcome = handshake.handle(message, sealedCookie, network(), context.now());
            context.stopwatch().saw(outcome);
            return reply(message, handshake, outcome);
        } catch (MalformedException e) {
            return ExchangeReplies.refusal(400, e.getMessage());
        } catch (StoreUnavailableException e) {
            LOG.warnf("An exchange could not be made: %s", e.getMessage());
            return ExchangeReplies.refusal(503, "The gateway cannot answer now");
        }
    }

    private Handshake handshake() {
        return new Handshake(
                context.realm().getId(),
                context.issuer(),
                context.devices(),
                context.epochs(),
                context.keys(),
                context.generation().get(),
                context.limits().tabsPerDevice(),
                () -> context.limits().enrolments().admits(VISITOR.of(address()), context.now()));
    }

    private String network() {
        return context.settings().networkPrefix().of(address());
    }

    /** As Keycloak's own proxy settings tell it. */
    private String address() {
        return context.session().getContext().getConnection().getRemoteAddr();
    }

    private ExchangeReply reply(ExchangeMessage message, Handshake handshake, ExchangeOutcome outcome) {
        ExchangeReplies replies = new ExchangeReplies(context.issuer(), context.keys());
        if (outcome instanceof Accepted accepted) {
            new StaleContacts(context).accepted(accepted.state(), message.tab());
            ExchangeReply.Cookies cookies = new ExchangeReply.Cookies(
                    handshake.seal(accepted.state(), context.now()),
                    message.base(),
                    accepted.epoch().session(),
                    context.isKeycloakOrigin(message.origin()));
            return replies.answer(
                    message, accepted, context.facts(), context.settings().agentPolicy(), cookies, context.now());
        }
        if (outcome instanceof Challenged challenged) {
            if (challenged.holdsOther()) {
                device(message).ifPresent(device -> new StaleContacts(context).challenged(device, message.tab()));
            }
            return replies.challenge(message, challenged);
        }
        if (outcome instanceof Ended ended) {
            device(message).ifPresent(collisions()::ensureSuspended);
            return replies.ended(message, ended.reason());
        }
        if (outcome instanceof Collided collided) {
            collisions().punish(collided.before(), collided.owners());
            return replies.ended(message, Handshake.COLLISION);
        }
        return ExchangeReplies.refusal(429, "Too many browsers; try again later");
    }

    private Optional<DeviceState> device(ExchangeMessage message) {
        return context.devices()
                .get(DeviceIdentity.key(
                        context.realm().getId(), message.deviceKey().id()));
    }

    private Collisions collisions() {
        return context.collisions(context.session());
    }
}
