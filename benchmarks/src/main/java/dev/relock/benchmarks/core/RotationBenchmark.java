package dev.relock.benchmarks.core;

import dev.relock.device.DeviceState;
import dev.relock.gateway.ExchangeReply;
import dev.relock.handshake.AgentPolicy;
import dev.relock.handshake.DeviceFacts;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.handshake.ExchangeReplies;
import dev.relock.handshake.Handshake;
import dev.relock.message.ExchangeMessage;
import dev.relock.protocol.MalformedException;
import dev.relock.simulation.SimulatedAgent;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A rotation as {@code POST exchange} does it, from the bytes of the body to the signed answer and the sealed cookie. What
 * it leaves behind is undone each time, by two more writes, since the next message of a browser needs the answer to this.
 */
@State(Scope.Benchmark)
public class RotationBenchmark {
    private static final AgentPolicy POLICY = new AgentPolicy(300, 1000, true, 900, 2);
    private static final DeviceFacts OWNED = new DeviceFacts() {
        @Override
        public boolean owned(DeviceState state) {
            return true;
        }

        @Override
        public boolean authenticated(DeviceState state) {
            return true;
        }
    };

    @Param({"infinispan", "map"})
    public String store;

    private Gateway gateway;
    private DeviceState before;
    private byte[] body;

    @Setup
    public void enrol() {
        gateway = Gateway.over(store);
        SimulatedAgent agent = new SimulatedAgent(Gateway.ORIGIN, "/relock/");
        before = gateway.enrol(agent).state();
        body = agent.step();
    }

    @TearDown
    public void close() {
        gateway.close().run();
    }

    @Benchmark
    public ExchangeReply exchange() throws MalformedException {
        ExchangeMessage message = ExchangeMessage.parse(body);
        if (!message.isSignedByDevice()) {
            throw new IllegalStateException("a good signature was refused");
        }
        Handshake handshake = gateway.handshake();
        Accepted accepted = (Accepted) handshake.handle(message, null, "7f0000", Gateway.NOW);
        ExchangeReply.Cookies cookies = new ExchangeReply.Cookies(
                handshake.seal(accepted.state(), Gateway.NOW),
                message.base(),
                accepted.epoch().session(),
                true);
        ExchangeReply reply = new ExchangeReplies(Gateway.ISSUER, gateway.keys())
                .answer(message, accepted, OWNED, POLICY, cookies, Gateway.NOW);
        undo(accepted);
        return reply;
    }

    private void undo(Accepted accepted) {
        gateway.epochs().remove(accepted.epoch().id());
        if (!gateway.devices().replace(accepted.state(), before)) {
            throw new IllegalStateException("somebody else is here");
        }
    }
}
