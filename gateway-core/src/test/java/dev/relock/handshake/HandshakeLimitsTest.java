package dev.relock.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.epoch.Epoch;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeOutcome.Challenged;
import dev.relock.handshake.ExchangeOutcome.Full;
import dev.relock.handshake.ExchangeOutcome.Limited;
import dev.relock.protocol.MalformedException;
import dev.relock.simulation.MapStore;
import dev.relock.simulation.SimulatedAgent;
import dev.relock.simulation.SimulatedGateway;
import org.junit.jupiter.api.Test;

/** What strangers can take up, and that it is never at the cost of those who are known. */
class HandshakeLimitsTest {
    private final SimulatedGateway gateway = new SimulatedGateway();
    private final SimulatedAgent agent = newAgent();
    private MapStore<Epoch> epochs = new MapStore<>();
    private int tabs = 32;
    private boolean mayEnrol = true;

    @Test
    void whoIsNoLongerLetInAsNewIsRefusedUnlessACookieShowsThatHeIsNot() throws Exception {
        Accepted known = enrol(agent);
        String cookie = gateway.seal(known);
        mayEnrol = false;

        assertThat(send(agent.step(), null)).isInstanceOf(Accepted.class);
        assertThat(firstContact(newAgent(), false)).isInstanceOf(Limited.class);
        // What anybody can say shows nothing.
        assertThat(firstContact(newAgent(), true)).isInstanceOf(Limited.class);
        gateway.loseCaches();
        Challenged challenged = (Challenged) send(agent.step(), cookie);
        assertThat(send(agent.enrol(challenged.challenge(), true), cookie)).isInstanceOf(Accepted.class);
    }

    @Test
    void whereThereAreAsManyPagesAsMayBeStrangersWaitAndOwnersGoOn() throws Exception {
        epochs = new MapStore<>(2);
        enrol(agent);
        SimulatedAgent stranger = newAgent();
        enrol(stranger);
        gateway.devices().update(SimulatedGateway.REALM + ":" + agent.deviceId().value(), s -> s.withOwner("alice"));

        assertThat(send(stranger.step(), null)).isInstanceOf(Full.class);
        assertThat(firstContact(newAgent(), false)).isInstanceOf(Full.class);
        assertThat(send(agent.step(), null)).isInstanceOf(Accepted.class);
    }

    @Test
    void oneMorePageTakesThePlaceOfTheOldest() throws Exception {
        tabs = 4;
        String first = enrol(agent).epoch().id();
        for (int i = 0; i < 4; i++) {
            SimulatedGateway.take(agent, (Accepted) send(agent.step(), null));
        }
        assertThat(epochs.size()).isEqualTo(4);
        assertThat(epochs.get(first)).isEmpty();
    }

    private ExchangeOutcome firstContact(SimulatedAgent stranger, boolean known) throws MalformedException {
        Challenged challenged = (Challenged) send(stranger.step(), null);
        stranger.learnIssuer(SimulatedGateway.ISSUER);
        return send(stranger.enrol(challenged.challenge(), known), null);
    }

    private Accepted enrol(SimulatedAgent stranger) throws MalformedException {
        Accepted accepted = (Accepted) firstContact(stranger, false);
        SimulatedGateway.take(stranger, accepted);
        return accepted;
    }

    private ExchangeOutcome send(byte[] body, String cookie) throws MalformedException {
        return new Handshake(
                        SimulatedGateway.REALM,
                        SimulatedGateway.ISSUER,
                        gateway.devices(),
                        epochs,
                        gateway.keys,
                        "generation",
                        tabs,
                        () -> mayEnrol)
                .handle(SimulatedAgent.parsed(body), cookie, "7f0000", gateway.now);
    }

    private static SimulatedAgent newAgent() {
        return new SimulatedAgent(SimulatedGateway.ORIGIN, "/realms/demo/relock/");
    }
}
