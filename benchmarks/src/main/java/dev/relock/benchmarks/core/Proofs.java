package dev.relock.benchmarks.core;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustDecision;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.epoch.Epoch;
import dev.relock.gateway.Verification.Proven;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.token.TokenContext;
import dev.relock.verification.ProofVerifier;
import java.util.Optional;
import java.util.Set;

/** A browser's proofs as they come over the wire, made beforehand, and all that becomes of one. */
public final class Proofs {
    private static final TrustPolicy POLICY = new TrustPolicy(2_592_000, 0, 10, Assurance.MFA);
    private static final Circumstances CIRCUMSTANCES = new Circumstances("password", Set.of("otp"), "mail", 0, "");
    private static final ProofVerifier.Requirement OF_OUR_ORIGIN =
            epoch -> epoch.identity().origin().equals(Gateway.ORIGIN) ? Optional.empty() : Optional.of(Refusal.ORIGIN);

    private final Gateway gateway;
    private final Epoch unspent;
    private final OwnerBinding binding;
    private final String session;
    private final String[] tokens;
    private final String[] signatures;
    private int next;

    private Proofs(Gateway gateway, Accepted accepted, SimulatedAgent agent, int count) {
        this.gateway = gateway;
        this.unspent = accepted.epoch();
        this.session = agent.session();
        this.tokens = new String[count];
        this.signatures = new String[count];
        for (int i = 0; i < count; i++) {
            byte[] token = agent.token(TokenContext.none());
            tokens[i] = Encoding.hex(token);
            signatures[i] = Encoding.hex(agent.sign(token));
        }
        this.binding = binding(accepted);
    }

    /** Proofs of a browser that has just enrolled. */
    public static Proofs of(Gateway gateway, int count) {
        SimulatedAgent agent = new SimulatedAgent(Gateway.ORIGIN, "/relock/");
        return of(gateway, gateway.enrol(agent), agent, count);
    }

    /** Proofs of this browser, which has just enrolled. */
    public static Proofs of(Gateway gateway, Accepted accepted, SimulatedAgent agent, int count) {
        return new Proofs(gateway, accepted, agent, count);
    }

    /** Parse, session look-up, MAC, Ed25519, replay window, decision: of a proof that was not seen before. */
    public TrustState verifyNext() throws MalformedException {
        if (next == tokens.length) {
            forget();
        }
        DeviceProof proof = DeviceProof.parse(tokens[next], signatures[next], session);
        next++;
        if (!(gateway.verifier().verify(proof, TokenContext.none(), OF_OUR_ORIGIN, Gateway.NOW)
                instanceof Proven proven)) {
            throw new IllegalStateException("a good proof was refused");
        }
        TrustState state = decide(proven.evidence());
        if (state != TrustState.TRUSTED) {
            throw new IllegalStateException(state.id());
        }
        return state;
    }

    private TrustState decide(DeviceEvidence evidence) {
        return TrustDecision.decide(Optional.of(evidence), Optional.of(binding), CIRCUMSTANCES, POLICY, Gateway.NOW);
    }

    /** The same proofs once more: one write for all of them, which is lost in the measurement. */
    private void forget() {
        Epoch spent = gateway.epochs().get(unspent.id()).orElseThrow();
        if (!gateway.epochs().replace(unspent.id(), spent, unspent)) {
            throw new IllegalStateException("somebody else is here");
        }
        next = 0;
    }

    private static OwnerBinding binding(Accepted accepted) {
        return new OwnerBinding(
                "credential",
                "user",
                accepted.state().identity().id(),
                accepted.state().identity().publicKey(),
                Gateway.ISSUER,
                Gateway.ORIGIN.value(),
                Assurance.MFA,
                "",
                accepted.state().ratchet().lineage(),
                accepted.state().ratchet().version(),
                "Chromium on Linux",
                Gateway.NOW,
                Gateway.NOW,
                Gateway.NOW,
                Gateway.NOW + POLICY.lifetime(),
                CIRCUMSTANCES);
    }
}
