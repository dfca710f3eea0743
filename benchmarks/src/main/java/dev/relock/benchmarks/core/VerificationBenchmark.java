package dev.relock.benchmarks.core;

import dev.relock.decision.TrustState;
import dev.relock.protocol.MalformedException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What one request costs. */
@State(Scope.Benchmark)
public class VerificationBenchmark {
    private static final int PROOFS = 16_384;

    /** Where devices and epochs are. */
    @Param({"infinispan", "map"})
    public String store;

    private Gateway gateway;
    private Proofs proofs;

    @Setup
    public void enrol() {
        gateway = Gateway.over(store);
        proofs = Proofs.of(gateway, PROOFS);
    }

    @TearDown
    public void close() {
        gateway.close().run();
    }

    @Benchmark
    public TrustState verification() throws MalformedException {
        return proofs.verifyNext();
    }
}
