package dev.relock.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The database behind a Keycloak: what it is asked, and how it is filled. */
public final class Database {
    private static final Pattern STATEMENT = Pattern.compile("LOG: +(execute [^:]*|statement):\\s+(\\S.*)");
    /**
     * Begins and ends transactions, sets the connection up, or is how nodes find each other: nothing that a request looks for.
     */
    private static final Pattern BRACKET = Pattern.compile(
            "(?i)(BEGIN|COMMIT|ROLLBACK|SET |SHOW |SELECT 1$|ALTER SYSTEM|select pg_|.*JGROUPS_?PING).*");

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** The statements that the database gets while something is done; those that only bracket others do not count. */
    public List<String> statementsOf(Runnable work) {
        logStatements("all");
        Path log = Path.of(value("SHOW data_directory"), value("SELECT pg_current_logfile()"));
        long before = size(log);
        work.run();
        logStatements("none");
        try {
            byte[] all = Files.readAllBytes(log);
            String part = new String(all, (int) before, (int) (all.length - before), StandardCharsets.UTF_8);
            return STATEMENT
                    .matcher(part)
                    .results()
                    .map(match -> match.group(2))
                    .filter(statement -> !BRACKET.matcher(statement).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void logStatements(String which) {
        execute("ALTER SYSTEM SET log_statement = '" + which + "'");
        value("SELECT pg_reload_conf()");
        // Each server process takes it in before its next statement, once the first of them has heard of it.
        while (!value("SHOW log_statement").equals(which)) {
            Thread.onSpinWait();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of the first row. */
    public String value(String query) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * Copies rows many times, each time with some columns changed.
     *
     * @param which condition for the rows to copy
     * @param changed "column = expression" in which {@code i} counts the copies
     */
    public void multiply(String table, String which, int copies, Stream<String[]> changed) {
        var expressions = changed.collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        String columns = value("SELECT string_agg(column_name, ',' ORDER BY ordinal_position)"
                + " FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '" + table + "'");
        String selected = Stream.of(columns.split(",", -1))
                .map(column -> expressions.getOrDefault(column, column))
                .collect(Collectors.joining(","));
        execute("INSERT INTO " + table + " (" + columns + ") SELECT " + selected + " FROM " + table
                + ", generate_series(1, " + copies + ") AS i WHERE " + which);
    }
}
