package dev.relock.benchmarks.login;

import dev.relock.benchmarks.report.Goal;
import dev.relock.benchmarks.report.Length;
import dev.relock.benchmarks.report.Report;
import dev.relock.benchmarks.report.Samples;
import dev.relock.benchmarks.report.Table;
import dev.relock.benchmarks.server.BenchmarkRealm;
import dev.relock.benchmarks.server.Cores;
import dev.relock.benchmarks.server.Database;
import dev.relock.benchmarks.server.ProductionKeycloak;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Whether many trusted browsers in the database make a start or a sign-in slower. */
public final class BindingsBenchmarks {
    private static final String ONE =
            "type = 'relock-device' AND user_id =" + " (SELECT id FROM user_entity WHERE username = 'relock-900')";

    private final Length length;
    private final Consumer<String> progress;

    public BindingsBenchmarks(Length length, Consumer<String> progress) {
        this.length = length;
        this.progress = progress;
    }

    private record Stage(double startSeconds, double cpuMillis) {}

    public Report run(ProductionKeycloak keycloak, BenchmarkRealm realm) {
        realm.client("relock", BenchmarkRealm.RELOCK_FLOW);
        Stage few = stage(keycloak, realm, 900);
        int count = length.choose(100, 100_000);
        double bytes = multiply(keycloak.database(), count);
        progress.accept(count + " bindings in the database");
        Stage many = stage(keycloak, realm, 901);
        String shown = String.format(Locale.ROOT, "%,d users with a trusted browser each", count);
        return new Report("bindings")
                .note("PostgreSQL; a start in good order, until Keycloak says that it is ready; after it " + signIns()
                        + " sign-ins on a trusted browser, after as many that warmed up.")
                .table(Table.withHead("in the database", "start, s", "CPU of a sign-in, ms")
                        .row("hardly anybody", Samples.format(few.startSeconds()), Samples.format(few.cpuMillis()))
                        .row(shown, Samples.format(many.startSeconds()), Samples.format(many.cpuMillis())))
                .goals(List.of(
                        Goal.atMost(
                                "a binding in the table of credentials, with its indices, at most 1,024 bytes",
                                1024,
                                bytes),
                        Goal.atMost(
                                "start with many, × with hardly any, at most 1.2",
                                1.2,
                                many.startSeconds() / few.startSeconds()),
                        Goal.atMost(
                                "sign-in with many, × with hardly any, at most 1.2",
                                1.2,
                                many.cpuMillis() / few.cpuMillis())));
    }

    private int signIns() {
        return length.choose(1, 30);
    }

    private Stage stage(ProductionKeycloak keycloak, BenchmarkRealm realm, int number) {
        double start = keycloak.restart().toMillis() / 1e3;
        Visitor visitor = Visitor.withTrustedBrowser(realm, number);
        double cpu = 0;
        for (int i = 0; i < 2 * signIns(); i++) {
            if (i == signIns()) {
                cpu = Cores.secondsOf(keycloak.pids());
            }
            visitor.signIn();
        }
        Stage stage = new Stage(start, (Cores.secondsOf(keycloak.pids()) - cpu) * 1000 / signIns());
        progress.accept("started in " + Samples.format(stage.startSeconds()) + " s; a sign-in: "
                + Samples.format(stage.cpuMillis()) + " ms of CPU");
        return stage;
    }

    /** Users like the one, each with a credential like the one. Returns bytes of each of the latter. */
    private static double multiply(Database database, int count) {
        database.multiply(
                "user_entity",
                "username = 'relock-900'",
                count,
                Stream.of(
                        new String[] {"id", "md5('user' || i)"},
                        new String[] {"username", "'many-' || i"},
                        new String[] {"email", "'many-' || i || '@example.org'"},
                        new String[] {"email_constraint", "'many-' || i || '@example.org'"}));
        long before = size(database);
        String device = database.value("SELECT credential_data::json->>'device' FROM credential WHERE " + ONE);
        database.multiply(
                "credential",
                ONE,
                count,
                Stream.of(
                        new String[] {"id", "md5('credential' || i)"},
                        new String[] {"user_id", "md5('user' || i)"},
                        new String[] {
                            "credential_data",
                            "replace(credential_data, '" + device + "', rpad(md5('device' || i), 43, 'A'))"
                        }));
        database.execute("ANALYZE");
        return (double) (size(database) - before) / count;
    }

    private static long size(Database database) {
        return Long.parseLong(database.value("SELECT pg_total_relation_size('credential')"));
    }
}
