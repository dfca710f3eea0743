package dev.relock.testenv.keycloak;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a cluster is to be made of. Nodes are counted from 0. */
public final class ClusterPlan {
    private final String name;
    private final Artifacts artifacts = Artifacts.ofTheBuild();
    private int size = 2;
    private List<String> options = List.of();
    private final Map<Integer, Map<String, String>> environments = new HashMap<>();
    private final Map<Integer, Path> distributions = new HashMap<>();
    private final Map<Integer, Path> plugins = new HashMap<>();

    private ClusterPlan(String name) {
        this.name = name;
    }

    /** Two nodes of what the build has made; {@code name} is its directory's. */
    public static ClusterPlan named(String name) {
        return new ClusterPlan(name);
    }

    public ClusterPlan nodes(int count) {
        size = count;
        return this;
    }

    /** Options of {@code kc.sh start} that all nodes have. */
    public ClusterPlan options(String... shared) {
        options = List.of(shared);
        return this;
    }

    /** What one node has in its environment. */
    public ClusterPlan environment(int node, Map<String, String> variables) {
        environments.put(node, variables);
        return this;
    }

    /** Another Keycloak for one node: an unpacked distribution. */
    public ClusterPlan distribution(int node, Path unpacked) {
        distributions.put(node, unpacked);
        return this;
    }

    /** Another JAR of the plugin for one node. */
    public ClusterPlan plugin(int node, Path jar) {
        plugins.put(node, jar);
        return this;
    }

    /** Returns when all nodes are ready. */
    public KeycloakCluster start() {
        return KeycloakCluster.start(this);
    }

    Path directory() {
        return artifacts.directory().resolve("servers").resolve(name);
    }

    int size() {
        return size;
    }

    List<String> options() {
        return options;
    }

    Map<String, String> environment(int node) {
        return environments.getOrDefault(node, Map.of());
    }

    Path distribution(int node) {
        return distributions.getOrDefault(node, artifacts.distribution());
    }

    Path plugin(int node) {
        return plugins.getOrDefault(node, artifacts.plugin());
    }

    /** Whether two nodes are the same build, which then need not be made twice. */
    boolean isAlike(int node, int other) {
        return distribution(node).equals(distribution(other)) && plugin(node).equals(plugin(other));
    }
}
