package dev.relock.testenv.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.history.Act;
import dev.relock.history.History;
import dev.relock.history.Outcome;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/**
 * A browser that asks whatever node it is told to ask, and goes on as the agent's script does when it gets no answer, is
 * challenged, or is forgotten. Everything is recorded.
 */
final class HonestDevice {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final int MAX_MESSAGES = 8;
    private static final int MAX_TURNS = 2;

    private final History history;
    private HttpAgent agent;
    /** Where it stood one step, or one restart, before; null before the first. */
    private HttpAgent former;

    private boolean known;

    HonestDevice(Node node, Origin origin, History history) {
        this(new HttpAgent(node.gateway(), origin).patience(PATIENCE), null, false, history);
    }

    private HonestDevice(HttpAgent agent, HttpAgent former, boolean known, History history) {
        this.agent = agent;
        this.former = former;
        this.known = known;
        this.history = history;
    }

    /** A copy of it, which has no step under way that the other does not have. */
    HonestDevice rival() {
        return new HonestDevice(agent.copy(), former, known, history);
    }

    /** As it is now; not after the next step. */
    HttpAgent agent() {
        return agent;
    }

    String id() {
        return agent.agent().deviceId().value();
    }

    Map<String, String> proof() {
        return agent.proof();
    }

    /** Sends a token to a node, as it was or anew. */
    int spend(Node node, Map<String, String> proof) {
        long invoked = History.now();
        int status = 0;
        try {
            status = agent.send(node.gateway().resolve("confirm"), proof).status();
        } catch (UncheckedIOException lost) {
            // Status 0 says it.
        }
        history.add(invoked, node.name(), id(), new Act.Token(proof.get("X-Key-Token")), outcome(status));
        return status;
    }

    /** One message, no answer to a challenge. */
    Outcome ask(Node node) {
        return send(node, agent.agent().step(), new JsonNode[1]);
    }

    /** Asks until it is answered, as the agent does. */
    Outcome settle(Node node) {
        byte[] body = agent.agent().step();
        int turns = 0;
        for (int messages = 0; messages < MAX_MESSAGES; messages++) {
            JsonNode[] challenge = new JsonNode[1];
            Outcome outcome = send(node, body, challenge);
            if (challenge[0] == null) {
                return outcome;
            }
            byte[] fresh = HttpAgent.bytes(challenge[0].get("challenge"));
            agent.agent().learnIssuer(challenge[0].get("iss").asText());
            if (challenge[0].get("held").asText().equals("none")) {
                turns = 0;
                if (challenge[0].get("restart").asBoolean() && agent.agent().version() > 0) {
                    former = agent.copy();
                    agent.agent().restart();
                    known = true;
                }
                body = agent.agent().enrol(fresh, known);
            } else if (former != null && turns < MAX_TURNS) {
                turns++;
                HttpAgent before = former;
                former = agent;
                agent = before;
                body = agent.agent().step();
            } else {
                body = agent.agent().conflict(fresh);
            }
        }
        return Outcome.REFUSED;
    }

    private Outcome send(Node node, byte[] body, JsonNode[] challenge) {
        String from = agent.agent().rootId();
        long version = agent.agent().version();
        long invoked = History.now();
        String to = "";
        Outcome outcome = Outcome.LOST;
        try {
            Reply reply = agent.at(node.gateway()).exchange(body);
            outcome = outcome(reply.status());
            if (outcome == Outcome.ACCEPTED) {
                HttpAgent before = agent.copy();
                agent.accept(reply);
                former = before;
                to = agent.agent().rootId();
            } else if (reply.status() == 409) {
                challenge[0] = HttpAgent.payload(reply);
            }
        } catch (UncheckedIOException lost) {
            // As it is recorded.
        }
        history.add(invoked, node.name(), id(), new Act.Rotation(from, version, to), outcome);
        return outcome;
    }

    private static Outcome outcome(int status) {
        return status == 0 ? Outcome.LOST : Outcome.of(status);
    }
}
