package dev.relock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That the documented command still measures; no time counts here. */
class BenchmarksIT {

    @Test
    void eachBenchmarkRunsInItsShortestFormAndPrintsItsTable() throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("benchmarks/run", "all", "--short")
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true);
        command.environment().put("RELOCK_BENCHMARKS_BUILT", "1");
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("**whole verification**, Infinispan  ")
                .contains("heap of a device, at most 1,024 bytes  ")
                .contains("`confirm`  ")
                .contains("not sticky: to both in turns  ")
                .contains("**password on a trusted browser**  ")
                .contains("start with many, × with hardly any, at most 1.2  ")
                .contains("`token()` and `sign()`, together, µs  ");
    }
}
