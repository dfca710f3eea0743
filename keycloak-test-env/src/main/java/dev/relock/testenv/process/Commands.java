package dev.relock.testenv.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Commands that end by themselves and write where we write. */
public final class Commands {

    private Commands() {}

    /**
     * Returns when the command has ended; throws when it ended with another status than 0.
     *
     * <p>It reads nothing: our own standard input may be a pipe over which a test runner speaks to us, and Node, for
     * one, turns a pipe that it inherits into one that does not block, for all who hold it.
     */
    public static void run(Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        try {
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
