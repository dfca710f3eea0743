package dev.relock.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.gateway.ExchangeReply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The real handshake and verifier behind two streams, one JSON object a line, so that the real agent can be driven against
 * it in Node through schedules no browser would show in a lifetime. Requests are answered in their order.
 *
 * <p>A request has {@code "world"}, a number that names one of many gateways, and {@code "op"}:
 *
 * <ul>
 *   <li>{@code begin} is a new gateway, with {@code "fault"}, the name of a {@link SimulatedFault}; {@code end} forgets it;
 *   <li>{@code exchange} with {@code "body"} (text) and {@code "cookie"} (text or null) answers {@code {"status", "body",
 *       "cookie", "collisions"}}, the last one being all collisions of this world until now;
 *   <li>{@code verify} with {@code "token"}, {@code "signature"}, {@code "session"} (hex) answers {@code {"status"}};
 *   <li>{@code lose} forgets every cache; {@code rotate} gives the realm new keys; {@code forget-keys} deletes its old ones;
 *       {@code time} lets {@code "seconds"} pass;
 *   <li>{@code report} (no world) is handed to whoever started this server.
 * </ul>
 */
public final class SimulationServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> NOTHING = Map.of();

    private final Map<Integer, SimulatedWorld> worlds = new HashMap<>();
    private final Consumer<JsonNode> reports;

    /** A server that hands reports to {@code reports}. */
    public SimulationServer(Consumer<JsonNode> reports) {
        this.reports = reports;
    }

    /** Serves until {@code requests} ends. */
    public void serve(InputStream requests, OutputStream answers) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(answers, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
        }
    }

    private Map<String, Object> answer(JsonNode request) {
        String op = request.path("op").asText();
        if (op.equals("report")) {
            reports.accept(request);
            return NOTHING;
        }
        int name = request.path("world").asInt();
        if (op.equals("begin")) {
            worlds.put(
                    name,
                    new SimulatedWorld(
                            SimulatedFault.valueOf(request.path("fault").asText("NONE"))));
            return NOTHING;
        }
        SimulatedWorld world = worlds.get(name);
        switch (op) {
            case "end" -> worlds.remove(name);
            case "exchange" -> {
                return exchange(world, request);
            }
            case "verify" -> {
                return Map.of("status", verify(world, request));
            }
            case "lose" -> world.lose();
            case "rotate" -> world.gateway.keys.rotate();
            case "forget-keys" -> world.gateway.keys.forgetOld();
            case "time" -> world.gateway.now += request.path("seconds").asLong();
            default -> throw new IllegalArgumentException("unknown operation: " + op);
        }
        return NOTHING;
    }

    private static Map<String, Object> exchange(SimulatedWorld world, JsonNode request) {
        ExchangeReply reply = world.exchange(
                request.path("body").asText(), request.path("cookie").textValue());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", reply.status());
        answer.put("body", reply.body());
        answer.put("cookie", reply.cookies().map(ExchangeReply.Cookies::sealed).orElse(null));
        answer.put("collisions", world.collisions());
        return answer;
    }

    private static int verify(SimulatedWorld world, JsonNode request) {
        return world.verify(
                request.path("token").asText(),
                request.path("signature").asText(),
                request.path("session").asText());
    }
}
