package dev.relock.keycloak;

import dev.relock.cache.RelockCaches;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Keycloak tells administrators of the plugin.
 *
 * @param version of the plugin
 */
record ServerInfo(String version, RelockCaches caches) {

    static ServerInfo of(RelockCaches caches) {
        return new ServerInfo(readVersion(), caches);
    }

    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", version);
        facts.put("caches", caches.describe());
        facts.put("trust", caches.isConfirmed() ? "as the caches say" : "none: the caches are in doubt");
        facts.put("entries of owned devices", Long.toString(caches.ownedEntries()));
        facts.put("entries of other browsers", Long.toString(caches.visitorEntries()));
        return facts;
    }

    private static String readVersion() {
        try (InputStream in = ServerInfo.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is missing from the JAR");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
