package dev.relock.testenv.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;

/** One browser of one person: cookies and keys stay in its directory, also when it is closed and opened again. */
public final class BrowserProfile implements AutoCloseable {
    private final Playwright playwright;
    private final Path directory;
    private final LaunchPersistentContextOptions options;
    private BrowserContext context;

    BrowserProfile(Playwright playwright, Path directory, LaunchPersistentContextOptions options) {
        this.playwright = playwright;
        this.directory = directory;
        this.options = options;
        this.context = open();
    }

    /** Its first tab. */
    public Page page() {
        return context.pages().get(0);
    }

    public BrowserContext context() {
        return context;
    }

    /** Where the browser keeps everything; copy it only while the browser is closed. */
    public Path directory() {
        return directory;
    }

    /** Closes the browser and opens it again. */
    public void restart() {
        close();
        reopen();
    }

    void reopen() {
        context = open();
    }

    @Override
    public void close() {
        context.close();
    }

    private BrowserContext open() {
        return playwright.chromium().launchPersistentContext(directory, options);
    }
}
