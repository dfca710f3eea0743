package dev.relock.testenv.history;

import static dev.relock.simulation.SimulatedGateway.ISSUER;
import static dev.relock.simulation.SimulatedGateway.ORIGIN;
import static dev.relock.simulation.SimulatedGateway.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.gateway.Verification;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Collided;
import dev.relock.handshake.Handshake;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import dev.relock.simulation.TestKeys;
import dev.relock.testenv.history.Act.Rotation;
import dev.relock.testenv.history.Act.Token;
import dev.relock.testenv.history.BrokenStores.Node;
import dev.relock.testenv.history.BrokenStores.Pair;
import dev.relock.testenv.history.BrokenStores.Switch;
import dev.relock.testenv.history.Violation.Rule;
import dev.relock.token.TokenContext;
import dev.relock.verification.ProofVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two nodes with the real handshake and the real verifier over a store that is broken: what is recorded there must not pass.
 * A checker that lets these through would prove nothing of a real cluster.
 */
class BrokenStoresTest {
    private static final long NOW = 1_800_000_000L;
    private static final int ROUNDS = 100;

    private final TestKeys keys = new TestKeys();
    private final Switch fault = new Switch();
    private final History history = new History();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private Node one;
    private Node other;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aStoreThatKeepsItsPromisesPasses() throws Exception {
        assertThat(broken(BrokenStores.NONE)).isEmpty();
    }

    @Test
    void halvesThatBothGoOnAreCaught() throws Exception {
        assertThat(broken(BrokenStores.BOTH_HALVES_GO_ON)).contains(Rule.ACCEPTED_TWICE, Rule.TWO_SUCCESSORS);
    }

    @Test
    void aConditionalWriteThatIsNoneIsCaught() throws Exception {
        assertThat(broken(BrokenStores.LOOKS_THEN_WRITES)).contains(Rule.ACCEPTED_TWICE, Rule.TWO_SUCCESSORS);
    }

    @Test
    void writesThatGetLostAreCaught() throws Exception {
        assertThat(broken(BrokenStores.FORGETS_WRITES)).contains(Rule.ACCEPTED_TWICE, Rule.HONEST_DEVICE_FLAGGED);
    }

    private Set<Rule> broken(BrokenStores kind) throws Exception {
        Pair<DeviceState> owned = kind.stores(fault);
        Pair<DeviceState> visitors = kind.stores(fault);
        Pair<Epoch> epochs = kind.stores(fault);
        one = new Node("one", owned.one(), visitors.one(), epochs.one());
        other = new Node("other", owned.other(), visitors.other(), epochs.other());
        play();
        return new HistoryChecker(Duration.ofMinutes(1))
                .check(history.calls(), List.of(), 0).violations().stream()
                        .map(Violation::rule)
                        .collect(Collectors.toSet());
    }

    /** A device whose tokens are sent to both nodes at once, and which now and then has a rival for its next step. */
    private void play() throws Exception {
        SimulatedAgent agent = new SimulatedAgent(ORIGIN, "/realms/demo/relock/");
        Challenged first = (Challenged) exchange(one, agent.step());
        agent.learnIssuer(ISSUER);
        SimulatedGateway.take(agent, (Accepted) exchange(one, agent.enrol(first.challenge(), false)));
        spendOnBoth(agent);
        fault.turnOn();
        for (int i = 0; i < ROUNDS; i++) {
            spendOnBoth(agent);
            if (i % 10 == 9) {
                SimulatedAgent rival = agent.copy();
                SimulatedAgent honest = agent;
                List<Boolean> won = atOnce(() -> rotate(one, honest), () -> rotate(other, rival));
                if (!won.contains(true)) {
                    settle(agent);
                    return;
                }
                agent = won.get(0) ? agent : rival;
            }
        }
    }

    private void spendOnBoth(SimulatedAgent agent) throws Exception {
        byte[] token = agent.token(TokenContext.none());
        DeviceProof proof = SimulatedGateway.proof(token, agent.sign(token), agent.session());
        atOnce(() -> spend(one, agent, token, proof), () -> spend(other, agent, token, proof));
    }

    private boolean spend(Node node, SimulatedAgent agent, byte[] token, DeviceProof proof) {
        long invoked = History.now();
        Verification verification = new ProofVerifier(REALM, Optional.of(ORIGIN), devices(node), node.epochs())
                .verify(proof, TokenContext.none(), epoch -> Optional.empty(), NOW);
        boolean accepted = verification instanceof Verification.Proven;
        Outcome outcome = accepted ? Outcome.ACCEPTED : Outcome.REFUSED;
        history.add(invoked, node.name(), agent.deviceId().value(), new Token(Encoding.hex(token)), outcome);
        return accepted;
    }

    /** Whether the step was made. */
    private boolean rotate(Node node, SimulatedAgent agent) {
        long invoked = History.now();
        String from = agent.rootId();
        long version = agent.version();
        ExchangeOutcome outcome = exchange(node, agent.step());
        if (outcome instanceof Accepted accepted) {
            SimulatedGateway.take(agent, accepted);
        }
        history.add(
                invoked,
                node.name(),
                agent.deviceId().value(),
                new Rotation(from, version, agent.rootId()),
                outcome(outcome));
        return outcome instanceof Accepted;
    }

    /** As an honest agent does that is told it does not fit, and whose storage is what it asked with. */
    private void settle(SimulatedAgent agent) {
        long invoked = History.now();
        ExchangeOutcome outcome = exchange(one, agent.step());
        if (outcome instanceof Challenged challenged) {
            outcome = exchange(one, agent.conflict(challenged.challenge()));
        }
        history.add(
                invoked,
                one.name(),
                agent.deviceId().value(),
                new Rotation(agent.rootId(), agent.version(), ""),
                outcome(outcome));
    }

    private static Outcome outcome(ExchangeOutcome outcome) {
        return outcome instanceof Accepted
                ? Outcome.ACCEPTED
                : outcome instanceof Collided ? Outcome.ENDED : Outcome.REFUSED;
    }

    private ExchangeOutcome exchange(Node node, byte[] body) {
        try {
            return new Handshake(REALM, ISSUER, devices(node), node.epochs(), keys, "generation")
                    .handle(SimulatedAgent.parsed(body), null, "7f0000", NOW);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static DeviceStore devices(Node node) {
        return new DeviceStore(node.owned(), node.visitors());
    }

    private List<Boolean> atOnce(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        var first = threads.submit(one);
        var second = threads.submit(other);
        return List.of(first.get(), second.get());
    }
}
