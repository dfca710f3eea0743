package dev.relock.simulation;

import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.epoch.Epoch;
import dev.relock.gateway.ExchangeReply;
import dev.relock.gateway.Verification;
import dev.relock.gateway.Verification.Refused;
import dev.relock.handshake.AgentPolicy;
import dev.relock.handshake.DeviceFacts;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.handshake.ExchangeOutcome.Ended;
import dev.relock.handshake.ExchangeReplies;
import dev.relock.handshake.Handshake;
import dev.relock.message.ExchangeMessage;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.MalformedException;
import dev.relock.token.TokenContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One gateway as a browser sees it: text in, replies out. It may have a {@link SimulatedFault}. */
final class SimulatedWorld {
    private static final AgentPolicy POLICY = new AgentPolicy(300, 1000, false, 900, 0);
    private static final DeviceFacts NOBODYS = new DeviceFacts() {
        @Override
        public boolean owned(DeviceState state) {
            return false;
        }

        @Override
        public boolean authenticated(DeviceState state) {
            return false;
        }
    };

    final SimulatedGateway gateway = new SimulatedGateway();
    private final SimulatedFault fault;
    private final Map<String, DeviceState> former = new HashMap<>();
    private int collisions;

    SimulatedWorld(SimulatedFault fault) {
        this.fault = fault;
    }

    /** Devices that were found to be two. */
    int collisions() {
        return collisions;
    }

    /** As after a restart of the whole cluster. */
    void lose() {
        if (fault == SimulatedFault.CHALLENGE_OUTLIVES_LOSS) {
            gateway.loseAllButTheGeneration();
        } else {
            gateway.loseCaches();
        }
    }

    /**
     * {@code POST exchange}.
     *
     * @param cookie the sealed state, or null
     */
    ExchangeReply exchange(String body, String cookie) {
        try {
            ExchangeMessage message = ExchangeMessage.parse(body.getBytes(StandardCharsets.UTF_8));
            if (!message.isSignedByDevice()) {
                return ExchangeReplies.refusal(401, "The device's signature is wrong");
            }
            return reply(message, handle(message, cookie));
        } catch (MalformedException e) {
            return ExchangeReplies.refusal(400, e.getMessage());
        }
    }

    private ExchangeOutcome handle(ExchangeMessage message, String cookie) throws MalformedException {
        String key =
                DeviceIdentity.key(SimulatedGateway.REALM, message.deviceKey().id());
        Optional<DeviceState> before = gateway.devices().get(key);
        ExchangeOutcome outcome = plainly(message, cookie);
        boolean doesNotFit = outcome instanceof Challenged challenged && challenged.holdsOther();
        if (doesNotFit && fault == SimulatedFault.MARKS_WITHOUT_CHALLENGE) {
            DeviceState held = before.orElseThrow();
            gateway.devices().replace(held, held.end(Handshake.COLLISION));
            return new Collided(held, Set.of());
        }
        if (doesNotFit && fault == SimulatedFault.GRACE_PERIOD && former.containsKey(key)) {
            DeviceState held = before.orElseThrow();
            gateway.devices().replace(held, former.get(key));
            ExchangeOutcome late = plainly(message, cookie);
            if (late instanceof Accepted) {
                return late;
            }
            gateway.devices().replace(former.get(key), held);
        }
        if (outcome instanceof Accepted) {
            before.ifPresent(state -> former.put(key, state));
        }
        return outcome;
    }

    private ExchangeOutcome plainly(ExchangeMessage message, String cookie) throws MalformedException {
        return gateway.handshake().handle(message, cookie, "7f0000", gateway.now);
    }

    private ExchangeReply reply(ExchangeMessage message, ExchangeOutcome outcome) {
        ExchangeReplies replies = new ExchangeReplies(SimulatedGateway.ISSUER, gateway.keys);
        if (outcome instanceof Accepted accepted) {
            ExchangeReply.Cookies cookies = new ExchangeReply.Cookies(
                    gateway.seal(accepted), message.base(), accepted.epoch().session(), true);
            return replies.answer(message, accepted, NOBODYS, POLICY, cookies, gateway.now);
        }
        if (outcome instanceof Challenged challenged) {
            return replies.challenge(message, challenged);
        }
        if (outcome instanceof Collided) {
            collisions++;
            return replies.ended(message, Handshake.COLLISION);
        }
        return outcome instanceof Ended ended
                ? replies.ended(message, ended.reason())
                : ExchangeReplies.refusal(429, "full");
    }

    /** The HTTP status that a proof (all hex) leads to. */
    int verify(String token, String signature, String session) {
        try {
            DeviceProof proof = DeviceProof.parse(token, signature, session);
            Map<String, Epoch> before = gateway.epochs.copy();
            Verification verification = gateway.verify(proof, TokenContext.none());
            if (fault == SimulatedFault.SPENT_TOKENS_FORGOTTEN) {
                gateway.epochs.restore(before);
            }
            return verification instanceof Refused refused ? refused.refusal().status() : 200;
        } catch (MalformedException e) {
            return 401;
        }
    }
}
