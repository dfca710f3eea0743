package dev.relock.http;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The browser agent, as it is in the JAR.
 *
 * @param text JavaScript
 * @param version of the agent's npm package
 * @param etag strong entity tag, quoted
 */
record AgentScript(byte[] text, String version, String etag) {
    static AgentScript load() {
        byte[] text = resource("relock-agent/relock.js");
        String version = new String(resource("relock-agent/relock.version"), StandardCharsets.UTF_8).strip();
        String digest = Encoding.base64Url(Hash.sha256(text)).substring(0, 22);
        return new AgentScript(text, version, '"' + digest + '"');
    }

    private static byte[] resource(String path) {
        try (InputStream in = AgentScript.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the JAR");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
