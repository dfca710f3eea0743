package dev.relock.history;

import static dev.relock.simulation.SimulatedGateway.ISSUER;
import static dev.relock.simulation.SimulatedGateway.ORIGIN;
import static dev.relock.simulation.SimulatedGateway.REALM;

import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.gateway.Verification;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.Handshake;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.MalformedException;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.TestKeys;
import dev.relock.store.Store;
import dev.relock.token.TokenContext;
import dev.relock.verification.ProofVerifier;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A node with the real handshake and the real verifier, over whatever stores it is given.
 *
 * @param keys of the realm, the same for all nodes
 * @param generation see {@link dev.relock.store.Generation}
 */
public record SimulatedNode(
        String name, DeviceStore devices, Store<Epoch> epochs, TestKeys keys, Supplier<String> generation) {
    private static final long NOW = 1_800_000_000L;

    ExchangeOutcome exchange(byte[] body, String cookie) {
        try {
            return handshake().handle(SimulatedAgent.parsed(body), cookie, "7f0000", NOW);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What the browser keeps for the gateway. */
    String seal(Accepted accepted) {
        return handshake().seal(accepted.state(), NOW);
    }

    Verification verify(DeviceProof proof) {
        return new ProofVerifier(REALM, Optional.of(ORIGIN), devices, epochs)
                .verify(proof, TokenContext.none(), epoch -> Optional.empty(), NOW);
    }

    private Handshake handshake() {
        return new Handshake(REALM, ISSUER, devices, epochs, keys, generation.get());
    }
}
