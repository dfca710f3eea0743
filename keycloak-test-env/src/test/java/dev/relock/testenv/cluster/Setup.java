package dev.relock.testenv.cluster;

import dev.relock.testenv.keycloak.ClusterPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Clusters that faults befall. */
enum Setup {
    TWO_NODES {
        @Override
        ClusterPlan plan() {
            return ClusterPlan.named("two-nodes");
        }
    },
    /** The balancer keeps each browser at one node. */
    TWO_NODES_STICKY {
        @Override
        ClusterPlan plan() {
            return ClusterPlan.named("two-nodes");
        }
    },
    THREE_NODES {
        @Override
        ClusterPlan plan() {
            return ClusterPlan.named("three-nodes").nodes(3);
        }
    },
    /** The clock of the second of two nodes is 30 s ahead. */
    CLOCKS_APART {
        @Override
        ClusterPlan plan() {
            Path library = LIBFAKETIME.stream()
                    .map(Path::of)
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "No libfaketime: install it, on Debian with \"apt-get install libfaketime\""));
            return ClusterPlan.named("clocks-apart")
                    .environment(
                            1,
                            Map.of(
                                    "LD_PRELOAD", library.toString(),
                                    "FAKETIME", "+30s",
                                    // Java measures durations by it, and waits for them.
                                    "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                                    // Its correction for an old C library lets no thread wait any more.
                                    "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
        }
    };

    private static final List<String> LIBFAKETIME = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1");

    abstract ClusterPlan plan();

    boolean isSticky() {
        return this == TWO_NODES_STICKY;
    }

    /** Whether the same cluster does for both. */
    boolean isLike(Setup other) {
        return this == other
                || (this != THREE_NODES && this != CLOCKS_APART && other != THREE_NODES && other != CLOCKS_APART);
    }
}
