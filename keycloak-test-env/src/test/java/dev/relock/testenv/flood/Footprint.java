package dev.relock.testenv.flood;

import dev.relock.testenv.keycloak.KeycloakCluster;
import dev.relock.testenv.keycloak.KeycloakNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cluster takes up.
 *
 * @param heap of each node after a collection of garbage, MiB
 * @param rows of each table
 */
record Footprint(List<Long> heap, Map<String, Long> rows) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final long KIB_PER_MIB = 1024;

    static Footprint of(KeycloakCluster cluster) {
        return new Footprint(cluster.nodes().stream().map(Footprint::heap).toList(), rows(cluster));
    }

    /** What has become more, by table. */
    Map<String, Long> growthOfRows(Footprint later) {
        Map<String, Long> growth = new TreeMap<>();
        later.rows().forEach((table, count) -> {
            long more = count - rows.getOrDefault(table, 0L);
            if (more != 0) {
                growth.put(table, more);
            }
        });
        return growth;
    }

    private static long heap(KeycloakNode node) {
        jcmd(node, "GC.run");
        Matcher used = USED.matcher(jcmd(node, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd does not tell the heap");
        }
        return Long.parseLong(used.group(1)) / KIB_PER_MIB;
    }

    private static String jcmd(KeycloakNode node, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(node.pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> rows(KeycloakCluster cluster) {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = cluster.database().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet count = statement.executeQuery("select count(*) from \"" + table + "\"")) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }
}
