package dev.relock.model;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The model checker Spin: makes a C program of a model, compiles and runs it. */
final class Spin {
    /** What to do where the checker is not installed. */
    static final String HOW_TO_INSTALL =
            "The model checker is not installed: sudo apt-get install spin gcc libc6-dev (macOS: brew install spin)";

    private static final Pattern ASSERTION = Pattern.compile("assertion violated (.*) \\(at depth");
    private static final Pattern STATES = Pattern.compile("([0-9.e+]+) states, stored");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final long PATIENCE_MINUTES = 20;

    private Spin() {}

    /** How a state space is searched. */
    enum Search {
        /** By breadth: finds a shortest counter-example. */
        SHORTEST("-DBREADTH", "-DBFS", "-w22"),
        /** By depth: takes less memory. */
        EXHAUSTIVE("", "-O2", "-w24 -m3000000"),
        /** The same with states packed, for the long run. */
        EXHAUSTIVE_PACKED("", "-O2 -DCOLLAPSE", "-w27 -m30000000"),
        /** Ten minutes, with a few bits for each state: what is too large for memory, and not exhaustive. */
        SAMPLE("", "-O2 -DBITSTATE", "-w33 -m20000000 -Q10");

        private final String define;
        private final String compile;
        private final String run;

        Search(String define, String compile, String run) {
            this.define = define;
            this.compile = compile;
            this.run = run;
        }
    }

    /**
     * What a search came to.
     *
     * @param violated what was found violated, or empty if nothing was in the whole space (or sample)
     * @param states distinct states seen
     * @param story what happened up to the violation
     */
    record Verdict(Optional<Property> violated, long states, String story) {}

    static boolean isInstalled() {
        return List.of("spin", "gcc").stream().allMatch(Spin::isOnPath);
    }

    /**
     * Searches all states of a model.
     *
     * @param model its file
     * @param defines its bounds and mutants, as {@code NAME} or {@code NAME=value}
     */
    static Verdict check(Path model, List<String> defines, Search search) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Path.of("target"), "spin-");
        try {
            Files.copy(model, work.resolve("model.pml"));
            List<String> options = new ArrayList<>();
            options.add(search.define);
            defines.forEach(define -> options.add("-D" + define));
            options.removeIf(String::isEmpty);

            List<String> generate = new ArrayList<>(List.of("spin"));
            generate.addAll(options);
            generate.addAll(List.of("-a", "model.pml"));
            run(work, generate);

            List<String> compile = new ArrayList<>(List.of("gcc", "-w", "-DSAFETY", "-DNOREDUCE"));
            compile.addAll(words(search.compile));
            compile.addAll(List.of("-o", "pan", "pan.c"));
            run(work, compile);

            List<String> explore = new ArrayList<>(List.of("./pan", "-n"));
            explore.addAll(words(search.run));
            return verdict(work, run(work, explore), options, search);
        } finally {
            delete(work);
        }
    }

    private static Verdict verdict(Path work, String report, List<String> options, Search search)
            throws IOException, InterruptedException {
        Matcher states = STATES.matcher(report);
        if (!states.find()) {
            throw new IllegalStateException("the checker gave up:\n" + report);
        }
        long count = (long) Double.parseDouble(states.group(1));
        boolean complete = !report.contains("not completed") && !report.contains("max search depth");
        if (report.contains("errors: 0") && (complete || search == Search.SAMPLE)) {
            return new Verdict(Optional.empty(), count, "");
        }
        Matcher assertion = ASSERTION.matcher(report);
        if (!assertion.find()) {
            throw new IllegalStateException("neither searched to the end nor a property violated:\n" + report);
        }
        return new Verdict(Optional.of(Property.violatedBy(assertion.group(1))), count, story(work, options));
    }

    private static String story(Path work, List<String> options) throws IOException, InterruptedException {
        List<String> replay = new ArrayList<>(List.of("spin", "-t"));
        replay.addAll(options);
        replay.add("model.pml");
        return run(work, replay)
                .lines()
                .filter(line -> line.contains("MSC: "))
                .map(line -> line.substring(line.indexOf("MSC: ") + "MSC: ".length()))
                .collect(joining("\n"));
    }

    private static List<String> words(String text) {
        return SPACE.splitAsStream(text).toList();
    }

    /** Its output, whatever its exit status: Spin's tools end with one that tells nothing. */
    private static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(command + " has not ended after " + PATIENCE_MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static boolean isOnPath(String command) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static void delete(Path work) throws IOException {
        try (var files = Files.list(work)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(work);
    }
}
