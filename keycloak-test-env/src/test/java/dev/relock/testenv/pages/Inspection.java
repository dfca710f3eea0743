package dev.relock.testenv.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What each of our pages must be, in any theme: accessible by the rules of WCAG 2.2 AA that a program can check (axe-core), in
 * light and dark, without moving while it loads, within the width of 320 px, and without a raw message key.
 */
final class Inspection {
    private static final String AXE = axe();
    private static final String RUN_AXE = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              // The user name above our pages is Keycloak's field, and has no label.
              const { violations } = await axe.run({ exclude: '#kc-attempted-username' }, { runOnly: tags });
              return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
            }""";
    private static final String WATCH_LAYOUT = """
            window.relockShift = 0;
            window.relockMoved = [];
            new PerformanceObserver((list) => {
              for (const { hadRecentInput, value, sources } of list.getEntries()) {
                if (hadRecentInput) continue;
                window.relockShift += value;
                for (const { node, previousRect, currentRect } of sources) {
                  const [from, to] = [previousRect, currentRect].map(({ x, y, width, height }) => [x, y, width, height]);
                  window.relockMoved.push(`${node?.outerHTML ?? node?.nodeName}`.slice(0, 80) + ` from ${from} to ${to}`);
                }
              }
            }).observe({ type: 'layout-shift', buffered: true });""";
    /** What Web Vitals call good. */
    private static final double MAX_SHIFT = 0.1;
    /** How far our parts reach to the right, px; Keycloak's hidden tooltip beside the user name reaches further. */
    private static final String RIGHT_EDGE = """
            Math.max(...[...document.querySelectorAll('.relock-page, .relock-page *, .relock-title')]
              .map((part) => part.getBoundingClientRect().right))""";

    private static final int NARROW = 320;

    private final String theme;
    private final Path pictures;
    private final List<String> findings = new ArrayList<>();

    private Inspection(String theme) {
        this.theme = theme;
        this.pictures = Path.of(System.getProperty("relock.directory"), "pages");
    }

    /** Of the pages that this browser opens from now on. */
    static Inspection of(BrowserContext browser, String theme) {
        browser.addInitScript(WATCH_LAYOUT);
        // A theme's fonts come late on a busy machine, and move all that there is.
        browser.route("**/*.woff*", Route::abort);
        return new Inspection(theme);
    }

    /** Looks at the page, which shows now, and takes its picture. */
    void check(Page page, String name) {
        Number shift = (Number) page.evaluate("window.relockShift");
        if (shift.doubleValue() > MAX_SHIFT) {
            findings.add(name + " moves while it loads: " + shift + ", " + page.evaluate("window.relockMoved"));
        }
        assertNoRawKey(page);
        page.evaluate(AXE);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (Object violation : (List<?>) page.evaluate(RUN_AXE)) {
                findings.add(name + ", " + scheme + ": " + violation);
            }
            take(page, name + "-" + scheme);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        checkNarrow(page, name);
    }

    private void checkNarrow(Page page, String name) {
        ViewportSize size = page.viewportSize();
        page.setViewportSize(NARROW, 640);
        Number width = (Number) page.evaluate(RIGHT_EDGE);
        if (width.doubleValue() > NARROW) {
            findings.add(name + " reaches to " + width + " px of 320 px");
        }
        take(page, name + "-narrow");
        page.setViewportSize(size.width, size.height);
    }

    /** To be asked at the end: all that was found, in one list. */
    void expectNothingFound() {
        assertThat(findings).as("found in the theme %s", theme).isEmpty();
    }

    static void assertNoRawKey(Page page) {
        assertThat(page.innerText("body"))
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
