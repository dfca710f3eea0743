package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of commands, and every file for a tool, that the documentation tells its readers to use has been tried: a test
 * runs it as it stands there, or this list says why none does.
 */
class TriedCommandsTest {
    private static final Set<String> LANGUAGES = Set.of("sh", "dockerfile", "yaml");

    /**
     * How a block is tried.
     *
     * @param page by its path in the repository
     * @param part stands in the block, and in no other of the page
     * @param by the class that runs it, found by this part or taking all; or the reason why none does
     * @param isRun which of the two
     */
    private record Tried(String page, String part, String by, boolean isRun) {
        static Tried run(String page, String part, String test) {
            return new Tried("docs/" + page, part, test, true);
        }

        static Tried not(String page, String part, String reason) {
            return new Tried(page, part, reason, false);
        }

        boolean covers(CodeBlock block) {
            return block.page().equals(MarkdownPage.ROOT.resolve(page))
                    && block.text().contains(part);
        }
    }

    private static final List<Tried> ALL = List.of(
            Tried.run("administration.md", "", "AdministrationPageDistributionIT"),
            Tried.run("configuration.md", "relock.trustLifetime", "DocumentedCommandsDistributionIT"),
            Tried.run("configuration.md", "relock.trust\"=false", "DocumentedCommandsDistributionIT"),
            Tried.run("install.md", "COPY", "KeycloakInContainer"),
            Tried.run("install.md", "browserFlow=browser", "EmergencyStopBrowserIT"),
            Tried.run("install.md", "loginTheme", "EmergencyStopBrowserIT"),
            Tried.run("install.md", "enabled", "DocumentedCommandsDistributionIT"),
            Tried.run("install.md", "delete users", "DocumentedCommandsDistributionIT"),
            Tried.run("install.md", "get components", "DocumentedCommandsDistributionIT"),
            Tried.run("privacy.md", "get users", "DocumentedCommandsDistributionIT"),
            Tried.run("privacy.md", "delete users", "DocumentedCommandsDistributionIT"),
            Tried.not("README.md", "./demo", "It runs until it is stopped; the tests start the same classes"),
            Tried.not("README.md", "verify", "It is what runs this test"),
            Tried.not("CONTRIBUTING.md", "verify\n", "It is what runs this test"),
            Tried.not("CONTRIBUTING.md", "spotless", "Parts of what runs this test"),
            Tried.not("SECURITY.md", ".ci/release", "Builds everything twice, for minutes; the release job runs it"),
            Tried.not("docs/decisions.md", "relock.docs.write", "Writes the page; DecisionsPageTest compares it"),
            Tried.not(
                    "docs/install.md",
                    "providers/\n/opt",
                    "For an installation; KeycloakCluster does the same elsewhere"),
            Tried.not("docs/install.md", "docker build", "KeycloakInContainer builds and runs it by the engine's API"),
            Tried.not("docs/install.md", "apiVersion", "There is no operator where the tests run"),
            Tried.not("docs/testing.md", "", "Long forms, for hours; their short ones are part of every run"),
            Tried.not("model/README.md", "", "RotationModelTest does the same within its bounds"),
            Tried.not("docs/configuration.md", "cache-ispn.xml", "Copies a file into an installation and starts it"),
            Tried.not(
                    "docs/performance.md",
                    "",
                    "Measures for minutes, on a quiet machine; what it wrote is on the page"),
            Tried.not(
                    "docs/redirect.md",
                    "relock.redirectTrusted",
                    "RedirectDistributionIT sets the same by the admin API"),
            Tried.not("docs/remote-gateway.md", "", "RemoteGatewayDistributionIT gives a server the same options"),
            Tried.not("examples/express/README.md", "", "The example's tests start its server by themselves"),
            Tried.not("examples/spa/README.md", "", "The example's tests start its server by themselves"),
            Tried.not("examples/spring/README.md", "", "The example's tests build and start it by themselves"),
            Tried.not("docs/privacy.md", "kc.sh export", "Keycloak's own, of a server that is stopped: tried by hand"),
            Tried.not(
                    "docs/reverse-proxies.md", "kc.sh start", "The shared Keycloak of the tests has the same options"));

    static List<CodeBlock> blocks() {
        return CodeBlocksTest.blocks().stream()
                .filter(block -> LANGUAGES.contains(block.language()))
                .toList();
    }

    static List<Tried> all() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void itIsTriedOrToldWhyNot(CodeBlock block) {
        assertThat(ALL)
                .as("how %s is tried: by a test, or why not", block)
                .filteredOn(tried -> tried.covers(block))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsToldIsThere(Tried tried) throws IOException {
        assertThat(blocks()).as(tried.toString()).anyMatch(tried::covers);
        if (tried.isRun()) {
            String test = source(tried.by());
            assertThat(test).contains(tried.page().replaceFirst("docs/", ""));
            assertThat(test.contains(".all()") || test.contains(tried.part().replace("\"", "\\\"")))
                    .as(tried.by() + " names " + tried.part())
                    .isTrue();
        }
    }

    @Test
    void theListIsNotEmptyOfTests() {
        assertThat(ALL).filteredOn(Tried::isRun).hasSizeGreaterThan(10);
    }

    private static String source(String name) throws IOException {
        try (Stream<Path> files = Files.find(
                MarkdownPage.ROOT.resolve("keycloak-test-env/src/test"),
                20,
                (file, attributes) -> file.endsWith(name + ".java"))) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }
}
