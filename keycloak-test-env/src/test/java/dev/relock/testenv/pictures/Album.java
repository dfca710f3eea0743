package dev.relock.testenv.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Takes the pictures of the documentation. They go to the directory that {@code -Drelock.pictures} names, relative to the
 * repository ({@code docs/images}), and else to the build's own.
 */
final class Album {
    private static final int MAX_BYTES = 200 * 1024;
    private static final int MAX_WIDTH = 1280;

    private final Path directory;

    Album() {
        Path repository = Path.of(System.getProperty("basedir")).getParent();
        String chosen = System.getProperty("relock.pictures");
        directory = chosen == null
                ? Path.of(System.getProperty("relock.directory"), "pictures")
                : repository.resolve(chosen);
    }

    /** All that the browser shows now. */
    void take(String name, Page page) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file(name)));
        assertFit(name);
    }

    /** Of what the browser shows now, all from the top left of {@code from} to the lower end of {@code to}. */
    void take(String name, Locator from, Locator to) {
        BoundingBox top = from.boundingBox();
        BoundingBox end = to.boundingBox();
        from.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(file(name))
                        .setClip(top.x, top.y, top.width, end.y + end.height + 24 - top.y));
        assertFit(name);
    }

    private Path file(String name) {
        return directory.resolve(name + ".png");
    }

    private void assertFit(String name) {
        Path file = file(name);
        try {
            BufferedImage picture = ImageIO.read(file.toFile());
            assertThat(Files.size(file)).as("bytes of %s", file).isLessThanOrEqualTo(MAX_BYTES);
            assertThat(picture.getWidth()).as("width of %s", file).isLessThanOrEqualTo(MAX_WIDTH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
