package dev.relock.history;

import static dev.relock.simulation.SimulatedGateway.ISSUER;
import static dev.relock.simulation.SimulatedGateway.ORIGIN;

import dev.relock.gateway.Verification;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.handshake.ExchangeOutcome.Ended;
import dev.relock.history.Act.Rotation;
import dev.relock.history.Act.Token;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.Encoding;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import dev.relock.store.StoreUnavailableException;
import dev.relock.token.TokenContext;

/** A browser whose calls to {@link SimulatedNode}s are recorded. It goes on as the agent's script does. */
public final class RecordedDevice {
    private static final int MAX_MESSAGES = 8;
    private static final int MAX_TURNS = 2;

    private final History history;
    private SimulatedAgent agent;
    /** Where it stood one step, or one restart, before; null before the first. */
    private SimulatedAgent former;

    private String cookie;
    private boolean known;

    /** One that has never been anywhere. */
    public RecordedDevice(History history) {
        this(new SimulatedAgent(ORIGIN, "/realms/demo/relock/"), history);
        agent.learnIssuer(ISSUER);
    }

    private RecordedDevice(SimulatedAgent agent, History history) {
        this.agent = agent;
        this.history = history;
    }

    /** A copy of it, which has no step under way that the other does not have. */
    public RecordedDevice rival() {
        RecordedDevice rival = new RecordedDevice(agent.copy(), history);
        rival.former = former;
        rival.cookie = cookie;
        rival.known = known;
        return rival;
    }

    public byte[] token() {
        history.countToken();
        return agent.token(TokenContext.none());
    }

    /** Sends a token to a node, as it was or anew. */
    public Outcome spend(SimulatedNode node, byte[] token) {
        DeviceProof proof = SimulatedGateway.proof(token, agent.sign(token), agent.session());
        long invoked = History.now();
        Outcome outcome;
        try {
            outcome = node.verify(proof) instanceof Verification.Proven ? Outcome.ACCEPTED : Outcome.REFUSED;
        } catch (StoreUnavailableException e) {
            outcome = Outcome.UNAVAILABLE;
        }
        history.add(invoked, node.name(), id(), new Token(Encoding.hex(token)), outcome);
        return outcome;
    }

    /** One message, no answer to a challenge. */
    public Outcome ask(SimulatedNode node) {
        return send(node, agent.step(), new Challenged[1]);
    }

    /** Asks until it is answered, as the agent does. */
    public Outcome settle(SimulatedNode node) {
        byte[] body = agent.step();
        int turns = 0;
        for (int messages = 0; messages < MAX_MESSAGES; messages++) {
            Challenged[] challenged = new Challenged[1];
            Outcome outcome = send(node, body, challenged);
            if (challenged[0] == null) {
                return outcome;
            }
            if (!challenged[0].holdsOther()) {
                turns = 0;
                startOverIf(challenged[0].restart());
                body = agent.enrol(challenged[0].challenge(), known);
            } else if (former != null && turns < MAX_TURNS) {
                turns++;
                SimulatedAgent before = former;
                former = agent;
                agent = before;
                body = agent.step();
            } else {
                body = agent.conflict(challenged[0].challenge());
            }
        }
        return Outcome.REFUSED;
    }

    private void startOverIf(boolean restart) {
        if (restart && agent.version() > 0) {
            former = agent.copy();
            agent.restart();
            known = true;
        }
    }

    private Outcome send(SimulatedNode node, byte[] body, Challenged[] challenged) {
        String from = agent.rootId();
        long version = agent.version();
        long invoked = History.now();
        String to = "";
        Outcome outcome;
        try {
            ExchangeOutcome answer = node.exchange(body, cookie);
            outcome = outcome(answer);
            if (answer instanceof Accepted accepted) {
                String sealed = node.seal(accepted);
                former = agent.copy();
                SimulatedGateway.take(agent, accepted);
                cookie = sealed;
                to = agent.rootId();
            } else if (answer instanceof Challenged challenge) {
                challenged[0] = challenge;
            }
        } catch (StoreUnavailableException e) {
            outcome = Outcome.UNAVAILABLE;
        }
        history.add(invoked, node.name(), id(), new Rotation(from, version, to), outcome);
        return outcome;
    }

    private static Outcome outcome(ExchangeOutcome answer) {
        if (answer instanceof Accepted) {
            return Outcome.ACCEPTED;
        }
        return answer instanceof Collided || answer instanceof Ended ? Outcome.ENDED : Outcome.REFUSED;
    }

    private String id() {
        return agent.deviceId().value();
    }
}
