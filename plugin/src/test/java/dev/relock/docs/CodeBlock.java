package dev.relock.docs;

import java.nio.file.Path;
import java.util.List;

/**
 * A piece of code in the documentation.
 *
 * @param page where it stands
 * @param language as the fence names it, empty when it names none
 */
record CodeBlock(Path page, String language, String text) {
    /** Its commands, one each, continued lines joined, without comments. */
    List<String> commands() {
        return text.replaceAll("\\\\\\n\\s*", "")
                .lines()
                .map(line -> line.replaceFirst("\\s+#.*$", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    @Override
    public String toString() {
        return MarkdownPage.ROOT.relativize(page) + ": "
                + text.lines().findFirst().orElse("");
    }
}
