package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No link or picture of the documentation leads nowhere. */
class LinksTest {
    private static final Path DOCS = MarkdownPage.ROOT.resolve("docs");

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkWithinTheRepositoryLeadsSomewhere(MarkdownPage page) {
        assertThat(page.destinations())
                .filteredOn(destination -> !isElsewhere(destination))
                .allSatisfy(destination -> assertLeadsSomewhere(page, destination));
    }

    /** What a page does not hold is told where its readers end. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyPageOfTheDocumentationEndsWithItsLimitations(MarkdownPage page) {
        if (page.file().getParent().equals(DOCS)) {
            assertThat(page.lastHeading()).isEqualTo("Limitations");
        }
    }

    @Test
    void everyPictureIsShown() throws IOException {
        Set<Path> shown = pages().stream()
                .flatMap(page -> page.destinations().stream()
                        .filter(destination -> !isElsewhere(destination))
                        .map(destination -> target(page, destination)))
                .collect(Collectors.toSet());
        try (Stream<Path> pictures = Files.list(DOCS.resolve("images"))) {
            assertThat(pictures).allSatisfy(picture -> assertThat(shown).contains(picture));
        }
    }

    private static boolean isElsewhere(String destination) {
        return destination.matches("[a-z]+:.*");
    }

    private static Path target(MarkdownPage page, String destination) {
        String path = destination.replaceFirst("#.*", "");
        return path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
    }

    private static void assertLeadsSomewhere(MarkdownPage page, String destination) {
        Path target = target(page, destination);
        assertThat(target).exists();
        if (destination.contains("#")) {
            assertThat(MarkdownPage.read(target).anchors()).contains(destination.replaceFirst(".*#", ""));
        }
    }
}
