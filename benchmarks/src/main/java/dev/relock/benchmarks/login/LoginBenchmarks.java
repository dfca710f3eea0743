package dev.relock.benchmarks.login;

import dev.relock.benchmarks.report.Goal;
import dev.relock.benchmarks.report.Length;
import dev.relock.benchmarks.report.Report;
import dev.relock.benchmarks.report.Samples;
import dev.relock.benchmarks.report.Table;
import dev.relock.benchmarks.server.BenchmarkRealm;
import dev.relock.benchmarks.server.Cores;
import dev.relock.benchmarks.server.ProductionKeycloak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What a whole sign-in takes of a Keycloak, by what the user has to show. */
public final class LoginBenchmarks {
    /** Next to nothing, so that the rest shows. */
    private static final String CHEAP_HASHING = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

    private final Length length;
    private final Consumer<String> progress;

    public LoginBenchmarks(Length length, Consumer<String> progress) {
        this.length = length;
        this.progress = progress;
    }

    /** With what one signs in. */
    private enum Way {
        PASSWORD("password only", BenchmarkRealm.PASSWORD_FLOW),
        RELOCK("**password on a trusted browser**", BenchmarkRealm.RELOCK_FLOW),
        OTP("password and one-time password", BenchmarkRealm.OTP_FLOW),
        WEBAUTHN("password and security key", BenchmarkRealm.WEBAUTHN_FLOW);

        private final String label;
        private final String flow;

        Way(String label, String flow) {
            this.label = label;
            this.flow = flow;
        }

        Visitor visitor(BenchmarkRealm realm, int number) {
            return switch (this) {
                case PASSWORD -> Visitor.withPassword(realm, number);
                case RELOCK -> Visitor.withTrustedBrowser(realm, number);
                case OTP -> Visitor.withOneTimePassword(realm, number);
                case WEBAUTHN -> Visitor.withSecurityKey(realm, number);
            };
        }
    }

    private record Cost(Samples perSecond, Samples cpuMillis) {}

    public Report run(ProductionKeycloak keycloak, BenchmarkRealm realm) {
        Map<Way, List<Visitor>> visitors = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            realm.client(way.name().toLowerCase(Locale.ROOT), way.flow);
            List<Visitor> people = new ArrayList<>();
            for (int i = 0; i < length.choose(1, 10); i++) {
                people.add(way.visitor(realm, i));
            }
            visitors.put(way, people);
        }
        realm.passwordPolicy(CHEAP_HASHING);
        // What all ways have in common is warm long before what only one of them does.
        measure(keycloak, visitors, "warming up", length.choose(0, 8));
        Map<Way, Cost> cheap = measure(keycloak, visitors, "next to no hashing", rounds());
        realm.passwordPolicy("");
        Map<Way, Cost> usual = measure(keycloak, visitors, "Keycloak's default hashing", rounds());
        return new Report("login")
                .note("One node on one core, one sign-in after another, each with new cookies, from the application's"
                        + " redirect to the redirect back. On the trusted browser that includes what the login page"
                        + " adds: the agent's script, revalidated, and an `exchange`. CPU is the server's."
                        + " Median (least–greatest) of " + rounds() + " batches of " + batch() + ", in turns.")
                .table(table("with Keycloak's default password hashing", usual))
                .table(table("with next to no hashing", cheap))
                .goals(List.of(Goal.atMost(
                        "CPU of a sign-in on a trusted browser, × password only, at most 1.03",
                        1.03,
                        usual.get(Way.RELOCK).cpuMillis().median()
                                / usual.get(Way.PASSWORD).cpuMillis().median())));
    }

    private int rounds() {
        return length.choose(1, 8);
    }

    private int batch() {
        return length.choose(2, 40);
    }

    private Map<Way, Cost> measure(
            ProductionKeycloak keycloak, Map<Way, List<Visitor>> visitors, String what, int rounds) {
        Map<Way, Cost> costs = new LinkedHashMap<>();
        visitors.keySet().forEach(way -> costs.put(way, new Cost(new Samples(), new Samples())));
        // The first round meets passwords that are hashed as before.
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<Way, List<Visitor>> of : visitors.entrySet()) {
                double cpuBefore = Cores.secondsOf(keycloak.pids());
                long begin = System.nanoTime();
                for (int i = 0; i < batch(); i++) {
                    of.getValue().get(i % of.getValue().size()).signIn();
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                double cpuMillis = (Cores.secondsOf(keycloak.pids()) - cpuBefore) * 1000 / batch();
                if (round > 0) {
                    costs.get(of.getKey()).perSecond().add(batch() / seconds);
                    costs.get(of.getKey()).cpuMillis().add(cpuMillis);
                }
                progress.accept(String.format(
                        "%s, round %d of %d, %s: %s ms of CPU",
                        what, round, rounds, of.getKey().label, Samples.format(cpuMillis)));
            }
        }
        return costs;
    }

    private static Table table(String hashing, Map<Way, Cost> costs) {
        double password = costs.get(Way.PASSWORD).cpuMillis().median();
        Table table = Table.withHead(hashing, "sign-ins/s", "CPU ms each", "× password only");
        costs.forEach((way, cost) -> table.row(
                way.label,
                cost.perSecond().spread(),
                cost.cpuMillis().spread(),
                Samples.ratio(cost.cpuMillis().median() / password)));
        return table;
    }
}
