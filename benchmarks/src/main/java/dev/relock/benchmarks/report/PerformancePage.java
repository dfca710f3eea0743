package dev.relock.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/performance.md, in which what was measured stands between two marks for each benchmark. */
public record PerformancePage(Path file) {

    /** Puts a report in the place of the last one. */
    public void write(Report report) {
        try {
            String page = Files.readString(file, StandardCharsets.UTF_8);
            Files.writeString(file, replaced(page, report), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String replaced(String page, Report report) {
        String begin = "<!-- measured: " + report.section() + " -->\n";
        String end = "<!-- end of " + report.section() + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("The page has no place for " + report.section());
        }
        return page.substring(0, from + begin.length()) + "\n" + report.markdown() + "\n" + page.substring(to);
    }
}
