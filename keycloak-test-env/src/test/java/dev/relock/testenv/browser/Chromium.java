package dev.relock.testenv.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import dev.relock.testenv.process.Executables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The installed Chromium, and how tests start it. */
public final class Chromium {
    /** Nothing of its own on the network: tests talk to loopback only. */
    private static final List<String> QUIET = List.of(
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    static final String LOCALE = "en-US";

    private Chromium() {}

    /** For browsers that are not kept. */
    static LaunchOptions launch() {
        return new LaunchOptions()
                .setExecutablePath(executable())
                .setHeadless(true)
                .setArgs(QUIET);
    }

    /** For a browser in a directory of its own. */
    public static LaunchPersistentContextOptions options() {
        return new LaunchPersistentContextOptions()
                .setExecutablePath(executable())
                .setHeadless(true)
                .setLocale(LOCALE)
                .setArgs(QUIET);
    }

    /** Without the windows around the pages, where that is installed: a third of the time goes into them. */
    private static Path executable() {
        return Optional.ofNullable(System.getenv("RELOCK_CHROMIUM"))
                .map(Path::of)
                .or(() -> Executables.find("chromium-headless-shell"))
                .orElseGet(Chromium::installed);
    }

    private static Path installed() {
        return Executables.find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .orElseThrow(() -> new IllegalStateException("No Chromium found: install it, on Debian with"
                        + " \"apt-get install chromium\", or name it in RELOCK_CHROMIUM"));
    }
}
