package dev.relock.testenv.redirect;

import dev.relock.testenv.process.Executables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One of the programs in {@code examples/redirect}, run as it is. */
enum VerificationSample {
    JAVA("VerifyRedirect.java"),
    NODE("verify-redirect.mjs"),
    PYTHON("verify_redirect.py");

    private static final Path DIRECTORY = Path.of("..", "examples", "redirect");
    /** Debian's, which has Debian's packages. */
    private static final Path DEBIAN_PYTHON = Path.of("/usr/bin/python3");

    private final String file;

    VerificationSample(String file) {
        this.file = file;
    }

    /** What it says of each form, in this order. */
    List<String> verdicts(String issuer, String clientId, String transaction, List<ReturnedForm> forms) {
        List<String> command = new ArrayList<>(interpreter());
        command.addAll(List.of(DIRECTORY.resolve(file).toString(), issuer, clientId, transaction));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
                input.write(forms.stream().map(ReturnedForm::body).collect(Collectors.joining("\n", "", "\n")));
            }
            return process.inputReader(StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> interpreter() {
        return switch (this) {
            case JAVA ->
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
            case NODE -> List.of(Executables.find("node").orElseThrow().toString());
            case PYTHON ->
                List.of(
                        Files.isExecutable(DEBIAN_PYTHON)
                                ? DEBIAN_PYTHON.toString()
                                : Executables.find("python3").orElseThrow().toString());
        };
    }
}
