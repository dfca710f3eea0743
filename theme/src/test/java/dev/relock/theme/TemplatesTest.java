package dev.relock.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our pages work under any Content Security Policy that lets a page load its own files, and mails exist in two forms. */
class TemplatesTest {
    static List<Path> templates() {
        return Sources.templates();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noPageHasScriptOrStyleOfItsOwnWithin(Path template) {
        String text = Sources.read(template);

        assertThat(text).doesNotContainPattern("<script(?![^>]*\\ssrc=)");
        assertThat(text).doesNotContainPattern("<style\\b|\\sstyle=|\\son[a-z]+=|javascript:");
    }

    /** FreeMarker escapes for HTML in them; a message is never trusted to be HTML. */
    @ParameterizedTest
    @MethodSource("templates")
    void nothingIsShownUnescaped(Path template) {
        assertThat(Sources.read(template)).doesNotContain("?no_esc", "noautoesc");
    }

    @Test
    void everyMailExistsAsHtmlAndAsText() {
        List<Path> html = mails("html");

        assertThat(html).isNotEmpty().isEqualTo(mails("text"));
        assertThat(html)
                .allSatisfy(mail -> assertThat(
                                Sources.read(Sources.TEMPLATES.resolve("text").resolve(mail)))
                        .startsWith("<#ftl output_format=\"plainText\">"));
    }

    private static List<Path> mails(String form) {
        return Sources.templates().stream()
                .filter(template -> template.startsWith(Sources.TEMPLATES.resolve(form)))
                .map(Path::getFileName)
                .toList();
    }
}
