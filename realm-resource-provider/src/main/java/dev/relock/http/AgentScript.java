package dev.relock.http;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/**
 * The browser agent, as it is in the JAR.
 *
 * @param version of the agent's npm package
 */
record AgentScript(Asset asset, String version) {
    static AgentScript load() {
        String version = new String(Asset.read("relock-agent/relock.version"), StandardCharsets.UTF_8).strip();
        return new AgentScript(Asset.load(Asset.SCRIPT, "relock-agent/relock.js"), version);
    }

    /** Of exactly this version: it never changes. */
    Response answerForEver() {
        return asset.answer(Response.ok(asset.bytes()), "public, max-age=31536000, immutable");
    }
}
