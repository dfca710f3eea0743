package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.keycloak.ClientRoutes;
import dev.relock.keycloak.ClientTrust;
import dev.relock.keycloak.RealmAttribute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies a command from the documentation gets one that exists. Those for Keycloak are run elsewhere. */
class CodeBlocksTest {
    private static final Pattern VERSION = Pattern.compile("keycloak/keycloak:([0-9.]+)");
    private static final Pattern ARTIFACT = Pattern.compile("keycloak-relock[-:]([0-9][0-9.]*[0-9])");
    private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");
    private static final Pattern TESTS = Pattern.compile("-D(?:it\\.)?test=([\\w,']+)");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<!-D)relock\\.[a-z]\\w+");
    /** What looks like an attribute: a file. */
    private static final Set<String> NO_ATTRIBUTES = Set.of("relock.js", "relock.jar");

    static List<CodeBlock> blocks() {
        return MarkdownPage.all().stream()
                .flatMap(page -> page.codeBlocks().stream())
                .toList();
    }

    static List<CodeBlock> shell() {
        return blocks().stream().filter(block -> block.language().equals("sh")).toList();
    }

    @Test
    void thereAreSome() {
        assertThat(shell()).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @MethodSource("shell")
    void theShellUnderstandsIt(CodeBlock block) throws IOException, InterruptedException {
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var script = bash.outputWriter()) {
            script.write(block.text());
        }
        String complaint = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(complaint).isZero();
    }

    /** Scripts, modules and tests. */
    @ParameterizedTest
    @MethodSource("shell")
    void whatItNamesIsInTheRepository(CodeBlock block) throws IOException {
        Set<String> modules = modules();
        Set<String> tests = tests();
        for (String command : block.commands()) {
            String program = command.replaceFirst("\\s.*", "");
            if (program.startsWith("./") || program.startsWith(".ci/")) {
                assertThat(MarkdownPage.ROOT.resolve(program)).as(command).isExecutable();
            }
            names(MODULES, command)
                    .forEach(module -> assertThat(modules).as(command).contains(module));
            assertThat(names(TESTS, command))
                    .as(command)
                    .filteredOn(test -> !test.equals("none"))
                    .isSubsetOf(tests);
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void versionsAreThoseOfTheBuild(CodeBlock block) throws IOException {
        String pom = Files.readString(MarkdownPage.ROOT.resolve("pom.xml"));

        assertThat(names(VERSION, block.text()))
                .allSatisfy(
                        version -> assertThat(pom).contains("<keycloak.version>" + version + "</keycloak.version>"));
        assertThat(names(ARTIFACT, block.text()))
                .allSatisfy(version -> assertThat(pom).contains("<version>" + version + "</version>"));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void attributesOfRealmAndClientsExist(CodeBlock block) {
        Set<String> known = Stream.concat(
                        Stream.of(ClientTrust.ATTRIBUTE, ClientRoutes.TRUSTED, ClientRoutes.NEW),
                        Arrays.stream(RealmAttribute.values()).map(RealmAttribute::id))
                .collect(Collectors.toSet());

        if (Set.of("sh", "json").contains(block.language())) {
            assertThat(ATTRIBUTE.matcher(block.text()).results().map(found -> found.group()))
                    .filteredOn(name -> !NO_ATTRIBUTES.contains(name))
                    .isSubsetOf(known);
        }
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).replace("'", "").split(",", -1)))
                .toList();
    }

    private static Set<String> modules() throws IOException {
        String pom = Files.readString(MarkdownPage.ROOT.resolve("pom.xml"));
        return Pattern.compile("<module>(.+)</module>")
                .matcher(pom)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.find(
                MarkdownPage.ROOT,
                20,
                (file, attributes) -> file.toString().matches(".*/src/test/.*(Test|IT|RollingUpgrade)\\.java"))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
