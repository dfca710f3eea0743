package dev.relock.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.device.DeviceState;
import dev.relock.gateway.ExchangeReply;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The real handshake and verifier behind standard input and output, one JSON object a line, so that the real agent can be
 * driven against it in Node through schedules no browser would show in a lifetime.
 *
 * <p>Operations: {@code {"op":"exchange","body":text,"cookie":text|null}} answers {@code {"status","body","cookie"}};
 * {@code {"op":"verify","token","signature","session"}} (hex) answers {@code {"status"}}; {@code {"op":"lose"}} forgets
 * every cache; {@code {"op":"time","seconds":n}} lets time pass; {@code {"op":"reset"}} is a new gateway; {@code
 * {"op":"marked"}} answers {@code {"collisions":n}} since the last reset.
 */
public final class SimulationServer {
    private static final ObjectMapper JSON = new ObjectMapper();
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

    private SimulatedGateway gateway = new SimulatedGateway();
    private int collisions;

    private SimulationServer() {}

    /** Serves until its standard input ends. */
    public static void main(String[] args) throws IOException {
        SimulationServer server = new SimulationServer();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(JSON.writeValueAsString(server.answer(JSON.readTree(line))));
        }
    }

    private Map<String, Object> answer(JsonNode request) {
        return switch (request.path("op").asText()) {
            case "exchange" -> exchange(request);
            case "verify" -> verify(request);
            case "lose" -> lose();
            case "time" -> passTime(request.path("seconds").asLong());
            case "reset" -> reset();
            case "marked" -> Map.of("collisions", collisions);
            default -> throw new IllegalArgumentException("unknown operation: " + request);
        };
    }

    private Map<String, Object> exchange(JsonNode request) {
        ExchangeReplies replies = new ExchangeReplies(SimulatedGateway.ISSUER, gateway.keys);
        try {
            ExchangeMessage message =
                    ExchangeMessage.parse(request.path("body").asText().getBytes(StandardCharsets.UTF_8));
            if (!message.isSignedByDevice()) {
                return reply(ExchangeReplies.refusal(401, "The device's signature is wrong"));
            }
            Handshake handshake = gateway.handshake();
            ExchangeOutcome outcome =
                    handshake.handle(message, request.path("cookie").textValue(), "7f0000", gateway.now);
            return reply(reply(replies, message, outcome));
        } catch (MalformedException e) {
            return reply(ExchangeReplies.refusal(400, e.getMessage()));
        }
    }

    private ExchangeReply reply(ExchangeReplies replies, ExchangeMessage message, ExchangeOutcome outcome) {
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

    private static Map<String, Object> reply(ExchangeReply reply) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", reply.status());
        answer.put("body", reply.body());
        answer.put("cookie", reply.cookies().map(ExchangeReply.Cookies::sealed).orElse(null));
        return answer;
    }

    private Map<String, Object> verify(JsonNode request) {
        try {
            DeviceProof proof = DeviceProof.parse(
                    request.path("token").asText(),
                    request.path("signature").asText(),
                    request.path("session").asText());
            return Map.of(
                    "status",
                    gateway.verify(proof, TokenContext.none()) instanceof Refused refused
                            ? refused.refusal().status()
                            : 200);
        } catch (MalformedException e) {
            return Map.of("status", 401);
        }
    }

    private Map<String, Object> lose() {
        gateway.loseCaches();
        return Map.of();
    }

    private Map<String, Object> passTime(long seconds) {
        gateway.now += seconds;
        return Map.of();
    }

    private Map<String, Object> reset() {
        gateway = new SimulatedGateway();
        collisions = 0;
        return Map.of();
    }
}
