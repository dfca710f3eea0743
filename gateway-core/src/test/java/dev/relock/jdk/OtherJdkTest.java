package dev.relock.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is accepted and refused must not depend on the JDK: the tables once more, on the newest one with long-term support. */
class OtherJdkTest {
    private static final int OTHER = 25;
    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final String[] PACKAGES = {"dev.relock.protocol", "dev.relock.handshake", "dev.relock.verification"};

    /** Environment variable {@code RELOCK_JDK_25}, or the first JDK in {@code /usr/lib/jvm} whose release file says so. */
    private static Optional<Path> home() throws IOException {
        String named = System.getenv("RELOCK_JDK_25");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        if (Files.isDirectory(JVMS)) {
            try (DirectoryStream<Path> homes = Files.newDirectoryStream(JVMS)) {
                for (Path home : homes) {
                    if (isOther(home.resolve("release")) && Files.isExecutable(java(home))) {
                        return Optional.of(home);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Path java(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static boolean isOther(Path release) throws IOException {
        return Files.isReadable(release)
                && Files.readString(release).lines().anyMatch(line -> line.startsWith("JAVA_VERSION=\"" + OTHER));
    }

    @Test
    void theTablesHoldOnJdk25Too() throws Exception {
        Optional<Path> home = home();
        if (home.isEmpty()) {
            String message =
                    "No JDK " + OTHER + " in " + JVMS + " and RELOCK_JDK_25 is not set: the tables were checked on JDK "
                            + Runtime.version().feature() + " only";
            System.out.println(message);
            abort(message);
        }
        // Surefire keeps the class path out of java.class.path.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder command =
                new ProcessBuilder(java(home.get()).toString(), "-cp", classPath, RunTests.class.getName());
        command.command().addAll(List.of(PACKAGES));
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        int passed = Integer.parseInt(output.strip()
                .substring(output.strip().lastIndexOf(RunTests.PASSED) + RunTests.PASSED.length())
                .strip());
        System.out.println("JDK " + OTHER + " (" + home.get() + "): " + passed + " tests of the tables passed");
        assertThat(passed).isGreaterThan(150);
    }
}
