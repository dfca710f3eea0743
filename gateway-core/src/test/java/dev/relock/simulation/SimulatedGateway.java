package dev.relock.simulation;

import dev.relock.decision.DeviceEvidence;
import dev.relock.device.DeviceState;
import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.gateway.Verification;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.Handshake;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.store.Generation;
import dev.relock.token.TokenContext;
import dev.relock.verification.ProofVerifier;
import java.util.HexFormat;
import java.util.Optional;

/** The real handshake and the real verifier over stores in memory; the browser's cookie jar is the caller's. */
public final class SimulatedGateway {
    public static final String ISSUER = "https://login.example.com/realms/demo";
    public static final Origin ORIGIN = new Origin("https://login.example.com");
    public static final String REALM = "realm-1";

    public final TestKeys keys = new TestKeys();
    public final MapStore<DeviceState> owned = new MapStore<>();
    public final MapStore<DeviceState> visitors;
    public final MapStore<Epoch> epochs = new MapStore<>();
    private final MapStore<String> marks = new MapStore<>();
    public long now = 1_800_000_000L;

    public SimulatedGateway() {
        this(Integer.MAX_VALUE);
    }

    public SimulatedGateway(int maxVisitors) {
        visitors = new MapStore<>(maxVisitors);
    }

    /** As after a restart of the whole cluster. */
    public void loseCaches() {
        loseAllButTheGeneration();
        marks.lose();
    }

    /** As no restart is: a fault, for tests of tests. */
    void loseAllButTheGeneration() {
        owned.lose();
        visitors.lose();
        epochs.lose();
    }

    public DeviceStore devices() {
        return new DeviceStore(owned, visitors);
    }

    public Handshake handshake() {
        return new Handshake(REALM, ISSUER, devices(), epochs, keys, Generation.of(marks));
    }

    public ExchangeOutcome send(byte[] body, String cookie) {
        try {
            return handshake().handle(SimulatedAgent.parsed(body), cookie, "7f0000", now);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public String seal(Accepted accepted) {
        return handshake().seal(accepted.state(), now);
    }

    /** What an honest agent does with an accepted answer. */
    public static void take(SimulatedAgent agent, Accepted accepted) {
        agent.accept(
                accepted.state().ratchet().version(),
                accepted.state().ratchet().last().gatewayKey(),
                accepted.state().ratchet().last().kid(),
                HexFormat.of().parseHex(accepted.epoch().id()),
                accepted.nonce(),
                accepted.epoch().session());
    }

    /** First contact: a step, the challenge, the enrolment. */
    public Accepted enrol(SimulatedAgent agent) {
        Challenged challenged = (Challenged) send(agent.step(), null);
        agent.learnIssuer(ISSUER);
        Accepted accepted = (Accepted) send(agent.enrol(challenged.challenge(), false), null);
        take(agent, accepted);
        return accepted;
    }

    /** The usual exchange of an honest agent. */
    public Accepted step(SimulatedAgent agent) {
        Accepted accepted = (Accepted) send(agent.step(), null);
        take(agent, accepted);
        return accepted;
    }

    public static DeviceProof proof(SimulatedAgent agent, TokenContext context) {
        byte[] token = agent.token(context);
        return proof(token, agent.sign(token), agent.session());
    }

    public static DeviceProof proof(byte[] token, byte[] signature, String session) {
        try {
            return DeviceProof.parse(Encoding.hex(token), Encoding.hex(signature), session);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public Verification verify(DeviceProof proof, TokenContext context) {
        return new ProofVerifier(REALM, Optional.of(ORIGIN), devices(), epochs)
                .verify(proof, context, epoch -> Optional.empty(), now);
    }

    public Optional<DeviceEvidence> recall(DeviceEvidence noted) {
        return new ProofVerifier(REALM, Optional.of(ORIGIN), devices(), epochs)
                .recall(noted.device(), noted.epochId(), noted.provenAt());
    }
}
