package dev.relock.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small table of results. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> head) {
        rows.add(head);
    }

    public static Table withHead(List<String> head) {
        return new Table(List.copyOf(head));
    }

    public static Table withHead(String... head) {
        return withHead(List.of(head));
    }

    public Table row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(cells + " does not fit under " + rows.get(0));
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    public Table row(String... cells) {
        return row(List.of(cells));
    }

    public String markdown() {
        List<String> lines = new ArrayList<>(rows.stream().map(Table::line).toList());
        lines.add(1, line(rows.get(0).stream().map(cell -> "---").toList()));
        return String.join("\n", lines);
    }

    /** With columns of equal width, for a terminal. */
    public String text() {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, columns)
                        .mapToObj(column -> column == 0
                                ? String.format("%-" + widths[0] + "s", row.get(0))
                                : String.format("%" + widths[column] + "s", row.get(column)))
                        .collect(Collectors.joining("  ")))
                .collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
