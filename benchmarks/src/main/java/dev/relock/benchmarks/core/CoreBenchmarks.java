package dev.relock.benchmarks.core;

import dev.relock.benchmarks.report.Goal;
import dev.relock.benchmarks.report.Length;
import dev.relock.benchmarks.report.Report;
import dev.relock.benchmarks.report.Samples;
import dev.relock.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks of this package, all of them in turn and several times over, so that none has the better hour. */
public final class CoreBenchmarks {
    private static final List<Measured> ALL = List.of(
            new Measured("Ed25519 alone: OpenSSL", Ed25519Benchmark.class, "openSsl", ""),
            new Measured("Ed25519 alone: BouncyCastle", Ed25519Benchmark.class, "bouncyCastle", ""),
            new Measured("Ed25519 alone: JDK", Ed25519Benchmark.class, "jdk", ""),
            new Measured(
                    "**whole verification**, Infinispan", VerificationBenchmark.class, "verification", "infinispan"),
            new Measured("whole verification, map", VerificationBenchmark.class, "verification", "map"),
            new Measured("DPoP proof, Keycloak", DpopBenchmark.class, "dpop", ""),
            new Measured("WebAuthn assertion, webauthn4j", WebAuthnBenchmark.class, "webAuthn", ""),
            new Measured("rotation: its curve operations alone", RotationPrimitivesBenchmark.class, "primitives", ""),
            new Measured("**rotation**, Infinispan", RotationBenchmark.class, "exchange", "infinispan"),
            new Measured("rotation, map", RotationBenchmark.class, "exchange", "map"));
    private static final Measured OPENSSL = ALL.get(0);
    private static final Measured VERIFICATION = ALL.get(3);
    private static final Measured DPOP = ALL.get(5);
    private static final Measured PRIMITIVES = ALL.get(7);
    private static final Measured ROTATION = ALL.get(8);

    private final Length length;
    private final Consumer<String> progress;

    public CoreBenchmarks(Length length, Consumer<String> progress) {
        this.length = length;
        this.progress = progress;
    }

    private record Measured(String label, Class<?> type, String method, String store) {}

    /** Microseconds, and bytes allocated, of one operation. */
    private record Cost(Samples micros, Samples bytes) {}

    /**
     * Runs them all.
     *
     * @param jdks to run in, each in JVMs of its own; empty to measure in this one
     */
    public Report run(List<Jdk> jdks) {
        Map<Jdk, Map<Measured, Cost>> costs = new LinkedHashMap<>();
        List<Jdk> all = jdks.isEmpty() ? List.of(Jdk.current()) : jdks;
        all.forEach(jdk -> {
            costs.put(jdk, new LinkedHashMap<>());
            ALL.forEach(measured -> costs.get(jdk).put(measured, new Cost(new Samples(), new Samples())));
        });
        int rounds = length.choose(1, 3);
        for (int round = 1; round <= rounds; round++) {
            for (Jdk jdk : all) {
                for (Measured measured : ALL) {
                    Cost cost = costs.get(jdk).get(measured);
                    measure(measured, jdk, !jdks.isEmpty(), cost);
                    progress.accept(String.format(
                            "round %d of %d, %s, %s: %s µs",
                            round,
                            rounds,
                            jdk.name(),
                            measured.label(),
                            cost.micros().spread()));
                }
            }
        }
        return report(costs, rounds);
    }

    private void measure(Measured measured, Jdk jdk, boolean fork, Cost cost) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(measured.type().getName() + "." + measured.method()) + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                // Fewer seconds measure what the compiler has not done yet, by a factor of two.
                .warmupIterations(length.choose(1, 6))
                .warmupTime(TimeValue.milliseconds(length.choose(50, 1000)))
                .measurementIterations(length.choose(1, 3))
                .measurementTime(TimeValue.milliseconds(length.choose(50, 300)))
                .forks(fork ? 1 : 0)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (!measured.store().isEmpty()) {
            options.param("store", measured.store());
        }
        if (fork) {
            options.jvm(jdk.java().toString()).jvmArgs(jdk.arguments());
        }
        try {
            for (RunResult result : new Runner(options.build()).run()) {
                result.getBenchmarkResults()
                        .forEach(ofFork -> ofFork.getIterationResults().forEach(iteration -> keep(iteration, cost)));
            }
        } catch (RunnerException e) {
            throw new IllegalStateException(measured.label(), e);
        }
    }

    private static void keep(IterationResult iteration, Cost cost) {
        cost.micros().add(iteration.getPrimaryResult().getScore());
        Result<?> bytes = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
        if (bytes != null) {
            cost.bytes().add(bytes.getScore());
        }
    }

    private static Report report(Map<Jdk, Map<Measured, Cost>> costs, int rounds) {
        List<String> head = new ArrayList<>(List.of("µs, median (least–greatest)"));
        costs.keySet().forEach(jdk -> head.addAll(List.of(jdk.name(), "× OpenSSL", "bytes allocated")));
        Table table = Table.withHead(head);
        for (Measured measured : ALL) {
            List<String> row = new ArrayList<>(List.of(measured.label()));
            costs.values().forEach(byBenchmark -> {
                Cost cost = byBenchmark.get(measured);
                double openSsl = byBenchmark.get(OPENSSL).micros().median();
                row.add(cost.micros().spread());
                row.add(Samples.ratio(cost.micros().median() / openSsl));
                row.add(Samples.format(cost.bytes().median()));
            });
            table.row(row);
        }
        List<Goal> goals = new ArrayList<>();
        costs.forEach((jdk, byBenchmark) -> goals.addAll(goals(jdk, byBenchmark)));
        return new Report("core")
                .note("One thread, " + rounds + " JVMs for each figure, taken in turns; " + OpenSsl.version() + "; "
                        + String.join(
                                ", ", costs.keySet().stream().map(Jdk::version).toList()) + ".")
                .table(table)
                .goals(goals);
    }

    private static List<Goal> goals(Jdk jdk, Map<Measured, Cost> costs) {
        double verification = costs.get(VERIFICATION).micros().median();
        double rotation = costs.get(ROTATION).micros().median();
        return List.of(
                Goal.atMost(
                        jdk.name() + ": verification, × OpenSSL's bare Ed25519, at most 1.3",
                        1.3,
                        verification / costs.get(OPENSSL).micros().median()),
                Goal.atLeast(
                        jdk.name() + ": DPoP check, × verification, at least 5",
                        5,
                        costs.get(DPOP).micros().median() / verification),
                Goal.atMost(
                        jdk.name() + ": rotation, × its curve operations, at most 1.5",
                        1.5,
                        rotation / costs.get(PRIMITIVES).micros().median()),
                Goal.atMost(
                        jdk.name() + ": bytes allocated by a verification, at most 4,096",
                        4096,
                        costs.get(VERIFICATION).bytes().median()));
    }
}
