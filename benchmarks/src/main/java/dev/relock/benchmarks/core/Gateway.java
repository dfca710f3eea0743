package dev.relock.benchmarks.core;

import dev.relock.device.DeviceStore;
import dev.relock.epoch.Epoch;
import dev.relock.handshake.ExchangeOutcome;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.Handshake;
import dev.relock.protocol.GatewayKeys;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.simulation.MapStore;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import dev.relock.simulation.TestKeys;
import dev.relock.store.Store;
import dev.relock.verification.ProofVerifier;
import java.util.Optional;

/**
 * The real handshake and the real verifier over stores of one's choice.
 *
 * @param close what ends the stores
 */
public record Gateway(DeviceStore devices, Store<Epoch> epochs, GatewayKeys keys, String generation, Runnable close) {
    public static final String ISSUER = SimulatedGateway.ISSUER;
    public static final Origin ORIGIN = SimulatedGateway.ORIGIN;
    public static final String REALM = SimulatedGateway.REALM;
    /** Seconds since 1970; nothing grows old. */
    public static final long NOW = 1_800_000_000L;

    /**
     * A gateway that has seen nobody.
     *
     * @param store {@code infinispan} or {@code map}
     */
    public static Gateway over(String store) {
        return switch (store) {
            case "infinispan" -> {
                Caches caches = Caches.open();
                yield new Gateway(
                        caches.caches().devices(),
                        caches.caches().epochs(),
                        new TestKeys(),
                        caches.caches().generation(),
                        caches::close);
            }
            case "map" ->
                new Gateway(
                        new DeviceStore(new MapStore<>(), new MapStore<>()),
                        new MapStore<>(),
                        new TestKeys(),
                        "generation",
                        () -> {});
            default -> throw new IllegalArgumentException(store);
        };
    }

    Handshake handshake() {
        return new Handshake(REALM, ISSUER, devices, epochs, keys, generation);
    }

    ProofVerifier verifier() {
        return new ProofVerifier(REALM, Optional.of(ORIGIN), devices, epochs);
    }

    ExchangeOutcome send(byte[] body) {
        try {
            return handshake().handle(SimulatedAgent.parsed(body), null, "7f0000", NOW);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** First contact of a new browser. */
    public Accepted enrol(SimulatedAgent agent) {
        Challenged challenged = (Challenged) send(agent.step());
        agent.learnIssuer(ISSUER);
        Accepted accepted = (Accepted) send(agent.enrol(challenged.challenge(), false));
        SimulatedGateway.take(agent, accepted);
        return accepted;
    }
}
