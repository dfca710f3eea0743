package dev.relock.testenv.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a page of the documentation tells its readers to type.
 *
 * @param page its name in {@code docs/}
 * @param blocks the blocks of shell commands, without the margin of a list
 */
public record DocumentedCommands(String page, List<String> blocks) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```sh\\n(.*?)^ *```$");

    public static DocumentedCommands of(String page) {
        Path docs = Path.of(System.getProperty("relock.docs"));
        try {
            return new DocumentedCommands(
                    page,
                    BLOCK.matcher(Files.readString(docs.resolve(page)))
                            .results()
                            .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, in their order. */
    public String all() {
        return blocks.stream().collect(Collectors.joining());
    }

    /** The one block in which this stands. */
    public String block(String part) {
        List<String> found =
                blocks.stream().filter(block -> block.contains(part)).toList();
        if (found.size() != 1) {
            throw new AssertionError(page + " has " + found.size() + " blocks with " + part);
        }
        return found.get(0);
    }

    /** The one line in which this stands. */
    public String line(String part) {
        List<String> found = blocks.stream()
                .flatMap(String::lines)
                .filter(line -> line.contains(part))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(page + " has " + found.size() + " commands with " + part);
        }
        return found.get(0);
    }
}
