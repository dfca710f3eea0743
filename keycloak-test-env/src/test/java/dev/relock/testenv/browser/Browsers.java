package dev.relock.testenv.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The browsers of one test. They end with it; when it failed, what they showed is kept. */
public final class Browsers implements AutoCloseable {
    private final Path directory;
    private final List<BrowserProfile> open = new ArrayList<>();
    private int copies;

    private Browsers() {
        try {
            this.directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of(System.getProperty("relock.directory"), "browsers")), "profiles");
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for browser profiles", e);
        }
    }

    /** A browser that has never been used before. */
    public BrowserProfile newProfile() {
        return open(new NewContextOptions());
    }

    /** A browser that has never been used before and runs no scripts. */
    public BrowserProfile newProfileWithoutJavaScript() {
        return open(new NewContextOptions().setJavaScriptEnabled(false));
    }

    /** A browser that has never been used before, on a disk: it can be started again, and its profile be copied. */
    public BrowserProfile newProfileOnDisk() {
        return profileIn(directory.resolve("profile-" + open.size()));
    }

    /** A browser whose profile is what this directory holds. */
    public BrowserProfile profileIn(Path profile) {
        return open(new BrowserProfile(
                Optional.of(profile),
                () -> Shared.PLAYWRIGHT.chromium().launchPersistentContext(profile, Chromium.options())));
    }

    /** What a thief of the disk gets: all that lies in the profile of this browser, which is closed meanwhile. */
    public Path copyOf(BrowserProfile browser) {
        browser.close();
        Path copy = directory.resolve("copy-" + copies++);
        try (Stream<Path> files = Files.walk(browser.directory())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(browser.directory().relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Not to be copied: " + browser.directory(), e);
        }
        browser.reopen();
        return copy;
    }

    private BrowserProfile open(NewContextOptions options) {
        return open(new BrowserProfile(
                Optional.empty(), () -> Shared.CHROMIUM.newContext(options.setLocale(Chromium.LOCALE))));
    }

    private BrowserProfile open(BrowserProfile browser) {
        open.add(browser);
        return browser;
    }

    @Override
    public void close() {
        open.forEach(BrowserProfile::close);
    }

    private void keepWhatTheyShow(String test) {
        Path pictures = Path.of(System.getProperty("relock.directory"), "browser-failures");
        int number = 0;
        for (BrowserProfile browser : open) {
            for (Page page : browser.context().pages()) {
                String name = test + "-" + number++;
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(pictures.resolve(name + ".png"))
                        .setFullPage(true));
                try {
                    Files.writeString(pictures.resolve(name + ".html"), page.content());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                System.out.println("At the failure, " + page.url() + " looked like " + pictures.resolve(name + ".png"));
            }
        }
    }

    /** Brings {@link Browsers} into tests. */
    public static final class Extension implements ParameterResolver, AfterTestExecutionCallback {
        private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(Browsers.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Browsers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getStore(STORE).getOrComputeIfAbsent(Browsers.class, key -> new Browsers(), Browsers.class);
        }

        @Override
        public void afterTestExecution(ExtensionContext test) {
            Browsers browsers = test.getStore(STORE).get(Browsers.class, Browsers.class);
            if (browsers != null && test.getExecutionException().isPresent()) {
                browsers.keepWhatTheyShow(test.getRequiredTestClass().getSimpleName() + "."
                        + test.getRequiredTestMethod().getName());
            }
        }
    }

    /** For all tests of this JVM, as its servers are: a browser takes longer to start than most tests to run. */
    private static final class Shared {
        static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        static final Browser CHROMIUM = PLAYWRIGHT.chromium().launch(Chromium.launch());
    }
}
