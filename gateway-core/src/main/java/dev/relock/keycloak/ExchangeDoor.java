package dev.relock.keycloak;

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

    private final RealmContext context;

    ExchangeDoor(RealmContext context) {
        this.context = context;
    }

    ExchangeReply exchange(ExchangeMessage message, Optional<Origin> requestOrigin, String sealedCookie) {
        if (requestOrigin.filter(message.origin()::equals).isEmpty() || !context.allows(message.origin())) {
            return ExchangeReplies.refusal(401, "This origin may not use the gateway");
        }
        if (!message.isSignedByDevice()) {
            return ExchangeReplies.refusal(401, "The device's signature is wrong");
        }
        try {
            Handshake handshake = handshake();
            ExchangeOutcome outcome = handshake.handle(message, sealedCookie, network(), context.now());
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
                context.caches().generation());
    }

    private String network() {
        return NetworkPrefix.of(context.session().getContext().getConnection().getRemoteAddr());
    }

    private ExchangeReply reply(ExchangeMessage message, Handshake handshake, ExchangeOutcome outcome) {
        ExchangeReplies replies = new ExchangeReplies(context.issuer(), context.keys());
        if (outcome instanceof Accepted accepted) {
            ExchangeReply.Cookies cookies = new ExchangeReply.Cookies(
                    handshake.seal(accepted.state(), context.now()),
                    message.base(),
                    accepted.epoch().session(),
                    context.isKeycloakOrigin(message.origin()));
            return replies.answer(
                    message, accepted, context.facts(), context.settings().agentPolicy(), cookies, context.now());
        }
        if (outcome instanceof Challenged challenged) {
            return replies.challenge(message, challenged);
        }
        if (outcome instanceof Ended ended) {
            return replies.ended(message, ended.reason());
        }
        if (outcome instanceof Collided collided) {
            new Collisions(context.session(), context.realm()).punish(collided.before(), collided.owners());
            return replies.ended(message, Handshake.COLLISION);
        }
        return ExchangeReplies.refusal(429, "Too many browsers; try again later");
    }
}
