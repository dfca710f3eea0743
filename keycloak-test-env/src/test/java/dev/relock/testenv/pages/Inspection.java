package dev.relock.testenv.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What each of our pages must be, in any theme: accessible by the rules of WCAG 2.2 AA that a program can check (axe-core), in
 * light and dark, without moving while it loads, without sideways scrolling at 320 px, and without a raw message key.
 */
final class Inspection {
    private static final String AXE = axe();
    private static final String RUN_AXE = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const { violations } = await axe.run(document, { runOnly: tags });
              return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
            }""";
    private static final String WATCH_LAYOUT = """
            window.relockShift = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) window.relockShift += entry.hadRecentInput ? 0 : entry.value;
            }).observe({ type: 'layout-shift', buffered: true });""";
    /** Web Vitals call up to 0.1 good; ours have nothing that could come late. */
    private static final double MAX_SHIFT = 0.01;

    private static final int NARROW = 320;

    private final String theme;
    private final Path pictures;

    private Inspection(String theme) {
        this.theme = theme;
        this.pictures = Path.of(System.getProperty("relock.directory"), "pages");
    }

    /** Of the pages that this browser opens from now on. */
    static Inspection of(BrowserContext browser, String theme) {
        browser.addInitScript(WATCH_LAYOUT);
        return new Inspection(theme);
    }

    /** Looks at the page, which shows now, and takes its picture. */
    void check(Page page, String name) {
        Number shift = (Number) page.evaluate("window.relockShift");
        assertThat(shift.doubleValue())
                .as("layout shift of %s in %s", name, theme)
                .isLessThan(MAX_SHIFT);
        assertNoRawKey(page);
        page.evaluate(AXE);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat((List<?>) page.evaluate(RUN_AXE))
                    .as("rules of accessibility that %s breaks in %s, %s", name, theme, scheme)
                    .filteredOn(violation -> !KNOWN_OF_KEYCLOAK.getOrDefault(theme, List.of()).stream()
                            .anyMatch(violation.toString()::startsWith))
                    .isEmpty();
            take(page, name + "-" + scheme);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        var size = page.viewportSize();
        page.setViewportSize(NARROW, 640);
        assertThat(page.evaluate("document.scrollingElement.scrollWidth"))
                .as("width of %s in %s at 320 px", name, theme)
                .isEqualTo(NARROW);
        take(page, name + "-narrow");
        page.setViewportSize(size.width, size.height);
    }

    /** What Keycloak's own themes do by themselves, around our pages. */
    private static final Map<String, List<String>> KNOWN_OF_KEYCLOAK = Map.of();

    static void assertNoRawKey(Page page) {
        assertThat(page.textContent("body"))
                .doesNotContainPattern("\\brelock([A-Z][A-Za-z]+|-[a-z-]+)\\b")
                .doesNotContainPattern("\\bdo(Continue|Submit)\\b");
    }

    private void take(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(pictures.resolve(theme + "-" + name + ".png"))
                .setFullPage(true));
    }

    private static String axe() {
        try (InputStream script = Inspection.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
