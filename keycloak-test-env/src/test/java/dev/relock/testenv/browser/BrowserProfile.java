package dev.relock.testenv.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** One browser of one person, which shares neither cookies nor keys with any other. */
public final class BrowserProfile implements AutoCloseable {
    private final Optional<Path> directory;
    private final Supplier<BrowserContext> browser;
    private BrowserContext context;

    /** @param directory where the browser keeps everything, empty for one that forgets all when it is closed */
    BrowserProfile(Optional<Path> directory, Supplier<BrowserContext> browser) {
        this.directory = directory;
        this.browser = browser;
        reopen();
    }

    /** Its first tab. */
    public Page page() {
        return context.pages().get(0);
    }

    public BrowserContext context() {
        return context;
    }

    /** Where the browser keeps everything; copy it only while the browser is closed. */
    Path directory() {
        return directory.orElseThrow(() -> new IllegalStateException("This browser is not kept on disk"));
    }

    /** Closes the browser and opens it again; its directory remembers. */
    public void restart() {
        directory();
        close();
        reopen();
    }

    void reopen() {
        context = browser.get();
        if (context.pages().isEmpty()) {
            context.newPage();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
