package dev.relock.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** What one benchmark has to say: tables and notes, for the terminal and for the page. */
public final class Report {
    private final String section;
    private final List<String> text = new ArrayList<>();
    private final List<String> markdown = new ArrayList<>();

    /** @param section of docs/performance.md */
    public Report(String section) {
        this.section = section;
        note(Machine.describe());
    }

    public String section() {
        return section;
    }

    public Report note(String sentence) {
        text.add(sentence);
        markdown.add(sentence);
        return this;
    }

    public Report table(Table table) {
        text.add(table.text());
        markdown.add(table.markdown());
        return this;
    }

    public Report goals(List<Goal> goals) {
        Table table = Table.withHead("goal", "measured");
        goals.forEach(goal -> table.row(goal.what(), goal.verdict()));
        return table(table);
    }

    public String text() {
        return String.join("\n\n", text) + "\n";
    }

    public String markdown() {
        return String.join("\n\n", markdown) + "\n";
    }
}
