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

    /** One part of what the browser shows, with this margin, px. */
    void take(String name, Locator part, int margin) {
        BoundingBox box = part.boundingBox();
        take(name, part.page(), box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin);
    }

    /** The upper end of a part, as far down as another part in it reaches. */
    void take(String name, Locator part, Locator last, int margin) {
        BoundingBox box = part.boundingBox();
        BoundingBox end = last.boundingBox();
        take(name, part.page(), box.x, box.y, box.width, end.y + end.height + margin - box.y);
    }

    private void take(String name, Page page, double x, double y, double width, double height) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file(name)).setClip(x, y, width, height));
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
