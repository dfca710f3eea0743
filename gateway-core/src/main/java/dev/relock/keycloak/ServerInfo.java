package dev.relock.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.infinispan.manager.EmbeddedCacheManager;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;

/**
 * What Keycloak tells administrators of the plugin.
 *
 * @param version of the plugin
 * @param manager of the caches
 */
record ServerInfo(String version, EmbeddedCacheManager manager) {
    private static final String OWNED = "relockDevices";
    private static final String VISITORS = "relockVisitors";

    static ServerInfo of(InfinispanConnectionProvider infinispan) {
        EmbeddedCacheManager manager = infinispan
                .getCache(InfinispanConnectionProvider.KEYS_CACHE_NAME)
                .getCacheManager();
        return new ServerInfo(readVersion(), manager);
    }

    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", version);
        facts.put("caches", caches());
        facts.put("entries of owned devices on this node", size(OWNED));
        facts.put("entries of other browsers on this node", size(VISITORS));
        return facts;
    }

    private String caches() {
        return manager.getCacheManagerConfiguration().isClustered()
                ? "shared by " + manager.getMembers().size() + " nodes"
                : "of one node";
    }

    /** Entries, not devices: each cache holds a mark of its own, and a node holds copies for others. */
    private String size(String cache) {
        int entries =
                manager.getCache(cache).getAdvancedCache().getDataContainer().size();
        return Integer.toString(entries);
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
