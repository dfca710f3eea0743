package dev.relock.benchmarks.memory;

import dev.relock.benchmarks.core.Gateway;
import dev.relock.benchmarks.core.Proofs;
import dev.relock.benchmarks.report.Goal;
import dev.relock.benchmarks.report.Length;
import dev.relock.benchmarks.report.Report;
import dev.relock.benchmarks.report.Samples;
import dev.relock.benchmarks.report.Table;
import dev.relock.device.DeviceState;
import dev.relock.epoch.Epoch;
import dev.relock.handshake.ExchangeOutcome.Accepted;
import dev.relock.protocol.MalformedException;
import dev.relock.simulation.SimulatedAgent;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What a device and a tab keep in the caches, and whether many of them make a verification dearer. */
public final class MemoryBenchmarks {
    private static final int PROOFS = 4096;

    private final Length length;
    private final Consumer<String> progress;

    public MemoryBenchmarks(Length length, Consumer<String> progress) {
        this.length = length;
        this.progress = progress;
    }

    /** Bytes of heap for each, microseconds of a verification. */
    private record Growth(int devices, double deviceBytes, double tabBytes, Samples micros) {}

    public Report run() {
        List<Integer> counts = length.choose(List.of(0, 1_000), List.of(0, 1_000, 100_000, 1_000_000));
        // Once more than is told, to warm up.
        grow(counts.get(0));
        List<Growth> all = counts.stream().map(this::grow).toList();
        Growth empty = all.get(0);
        Growth most = all.get(all.size() - 1);
        Table table = Table.withHead(
                "devices, each with one open tab",
                "heap of a device, bytes",
                "heap of a tab, bytes",
                "a verification, µs",
                "× with an empty store");
        all.forEach(growth -> table.row(
                String.format(Locale.ROOT, "%,d", growth.devices()),
                Samples.format(growth.deviceBytes()),
                Samples.format(growth.tabBytes()),
                growth.micros().spread(),
                Samples.ratio(growth.micros().median() / empty.micros().median())));
        Sizes sizes = sizes();
        Table marshalled =
                Table.withHead("as it travels between nodes, bytes", "after enrolment", "after 1,000 proofs");
        marshalled.row("device with one tab", text(sizes.deviceBefore()), text(sizes.deviceAfter()));
        marshalled.row("tab", text(sizes.tabBefore()), text(sizes.tabAfter()));
        return new Report("memory")
                .note("Heap after garbage collection, with and without the entries, in the plugin's own caches in an"
                        + " embedded Infinispan; JDK " + Runtime.version().feature()
                        + ". Each entry was read from its marshalled form and shares nothing with another.")
                .table(table)
                .table(marshalled)
                .goals(List.of(
                        Goal.atMost("heap of a device, at most 1,024 bytes", 1024, most.deviceBytes()),
                        Goal.atMost("heap of a tab, at most 1,024 bytes", 1024, most.tabBytes()),
                        Goal.atMost(
                                "growth of a tab by 1,000 proofs, at most 64 bytes",
                                64,
                                sizes.tabAfter() - sizes.tabBefore())));
    }

    private Growth grow(int count) {
        Gateway gateway = Gateway.over("infinispan");
        SimulatedAgent agent = new SimulatedAgent(Gateway.ORIGIN, "/relock/");
        Accepted accepted = gateway.enrol(agent);
        DeviceState owned = accepted.state().withOwner("0b5d7a52-9a1f-4a5e-8f43-0c7a2f6d1e11");
        // Enrolled before there are so many pages that a browser which nobody owns is turned away.
        Proofs proofs = Proofs.of(gateway, PROOFS);
        long before = usedHeap();
        Copies<DeviceState> devices = new Copies<>(owned, owned.identity().id().value());
        for (int i = 0; i < count; i++) {
            gateway.devices().create(devices.named(String.format(Locale.ROOT, "%043d", i)));
        }
        long withDevices = usedHeap();
        Copies<Epoch> tabs = new Copies<>(accepted.epoch(), accepted.epoch().id());
        for (int i = 0; i < count; i++) {
            Epoch tab = tabs.named(String.format(Locale.ROOT, "%016x", i));
            gateway.epochs().putIfAbsent(tab.id(), tab);
        }
        long withTabs = usedHeap();
        Growth growth = new Growth(
                count,
                count == 0 ? Double.NaN : (double) (withDevices - before) / count,
                count == 0 ? Double.NaN : (double) (withTabs - withDevices) / count,
                verifications(proofs));
        gateway.close().run();
        progress.accept(String.format(
                Locale.ROOT,
                "%,d devices: %s bytes each, %s bytes a tab; a verification: %s µs",
                count,
                Samples.format(growth.deviceBytes()),
                Samples.format(growth.tabBytes()),
                growth.micros().spread()));
        return growth;
    }

    private Samples verifications(Proofs proofs) {
        Samples samples = new Samples();
        int batches = length.choose(2, 12);
        for (int batch = 0; batch < batches; batch++) {
            long begin = System.nanoTime();
            for (int i = 0; i < PROOFS; i++) {
                verify(proofs);
            }
            // The first half warms up.
            if (batch >= batches / 2) {
                samples.add((System.nanoTime() - begin) / 1e3 / PROOFS);
            }
        }
        return samples;
    }

    private static void verify(Proofs proofs) {
        try {
            proofs.verifyNext();
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private record Sizes(int deviceBefore, int deviceAfter, int tabBefore, int tabAfter) {}

    private static Sizes sizes() {
        Gateway gateway = Gateway.over("map");
        SimulatedAgent agent = new SimulatedAgent(Gateway.ORIGIN, "/relock/");
        Accepted accepted = gateway.enrol(agent);
        Proofs proofs = Proofs.of(gateway, accepted, agent, 1000);
        for (int i = 0; i < 1000; i++) {
            verify(proofs);
        }
        return new Sizes(
                Copies.bytes(accepted.state()).length,
                Copies.bytes(gateway.devices()
                                .get(accepted.state().identity().key())
                                .orElseThrow())
                        .length,
                Copies.bytes(accepted.epoch()).length,
                Copies.bytes(gateway.epochs().get(accepted.epoch().id()).orElseThrow()).length);
    }

    private static String text(int bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }
}
