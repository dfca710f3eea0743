package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/threat-model.md leaves out no attack that is tested. */
class ThreatModelTest {
    private static final Path ATTACKS =
            MarkdownPage.ROOT.resolve("keycloak-test-env/src/test/java/dev/relock/testenv/attack");

    @Test
    void everyAttackThatIsTestedIsListed() throws IOException {
        MarkdownPage page = MarkdownPage.at("docs/threat-model.md");
        try (Stream<Path> files = Files.list(ATTACKS)) {
            assertThat(files.filter(file -> file.toString().endsWith("IT.java")))
                    .isNotEmpty()
                    .allSatisfy(attack -> assertThat(page.destinations()).contains(relative(page, attack)));
        }
    }

    private static String relative(MarkdownPage page, Path file) {
        return page.file().getParent().relativize(file).toString();
    }
}
