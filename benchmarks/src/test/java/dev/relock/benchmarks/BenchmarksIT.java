package dev.relock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the documented command still measures, by the parts that need no Keycloak; no time counts here. */
class BenchmarksIT {

    @ParameterizedTest
    @CsvSource({"core, '**whole verification**, Infinispan  '", "memory, 'heap of a device, at most 1,024 bytes  '"})
    void aPartRunsInItsShortestFormAndPrintsItsTable(String part, String row) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder("benchmarks/run", part, "--short")
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true);
        command.environment().put("RELOCK_BENCHMARKS_BUILT", "1");
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains(row);
    }
}
