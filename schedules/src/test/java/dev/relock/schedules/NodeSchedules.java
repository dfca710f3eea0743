package dev.relock.schedules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.relock.simulation.SimulationServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the agent's side in Node ({@code src/test/js}) against the gateway's in this JVM. */
final class NodeSchedules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPT = Path.of("src", "test", "js", "run.mjs");

    private NodeSchedules() {}

    /** What came of a run; {@code failure} is null, or the first schedule that went wrong. */
    record Figures(
            int schedules, int messages, int conflicts, int collisions, int copies, int fingerprint, Failure failure) {}

    /** A schedule that went wrong: the seed that plays it again, what went wrong, and all that happened. */
    record Failure(long seed, String violation, List<String> log) {}

    /**
     * Plays schedules until one goes wrong.
     *
     * @param kind {@code honest}: one browser; {@code copy}: its profile is copied at some moment
     * @param seed of the first schedule; each further one has the next
     * @param fault name of a defence to take out, or {@code NONE}
     * @param platform {@code browser}: WebCrypto without Curve25519, and IndexedDB; {@code fast}: OpenSSL and memory
     */
    static Figures play(String kind, long seed, int runs, String fault, String platform)
            throws IOException, InterruptedException {
        Map<String, Object> options =
                Map.of("kind", kind, "seed", seed, "runs", runs, "fault", fault, "platform", platform);
        Process node = new ProcessBuilder("node", SCRIPT.toString(), JSON.writeValueAsString(options))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<JsonNode> reports = new ArrayList<>();
        try {
            new SimulationServer(reports::add).serve(node.getInputStream(), node.getOutputStream());
        } finally {
            node.destroy();
        }
        if (node.waitFor() != 0 || reports.size() != 1) {
            throw new IllegalStateException("Node ended with " + node.exitValue() + " and no report");
        }
        ((ObjectNode) reports.get(0)).remove("op");
        return JSON.treeToValue(reports.get(0), Figures.class);
    }
}
