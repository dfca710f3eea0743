package dev.relock.benchmarks.server;

import dev.relock.benchmarks.report.Goal;
import dev.relock.benchmarks.report.Length;
import dev.relock.benchmarks.report.Report;
import dev.relock.benchmarks.report.Samples;
import dev.relock.benchmarks.report.Table;
import dev.relock.testenv.keycloak.Artifacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What the gateway's endpoints take of a Keycloak, next to endpoints of Keycloak itself. */
public final class ServerBenchmarks {
    /** More than a core answers in a second, so that no proof has to be sent twice. */
    private static final int MOST_PER_SECOND = 6000;

    private static final int MOST_NODES = 3;

    private final Length length;
    private final Consumer<String> progress;
    private final Wrk wrk;

    public ServerBenchmarks(Length length, Consumer<String> progress) {
        this.length = length;
        this.progress = progress;
        this.wrk = Wrk.in(Artifacts.ofTheBuild().directory().resolve("load"));
    }

    /** An endpoint, and how its requests are made. */
    private record Endpoint(String label, IntFunction<List<byte[]>> requests) {}

    /** Of one endpoint, all rounds. */
    private record Cost(Samples perSecond, Samples p50, Samples p99, Samples cpuMillis) {
        static Cost none() {
            return new Cost(new Samples(), new Samples(), new Samples(), new Samples());
        }
    }

    public Report run(ProductionKeycloak keycloak, BenchmarkRealm realm) {
        Requests requests = Requests.of(realm);
        Endpoint confirm = new Endpoint("`confirm`", requests::confirm);
        Endpoint auth = new Endpoint("`auth`", requests::auth);
        Endpoint introspection = new Endpoint("token introspection", count -> requests.introspection());
        List<Endpoint> endpoints = List.of(
                confirm,
                auth,
                introspection,
                new Endpoint("userinfo", count -> requests.userinfo()),
                new Endpoint("refresh", count -> requests.refresh()));

        Map<Endpoint, Cost> one = measure(keycloak, endpoints, 1 + length.choose(0, 3));
        Map<Endpoint, List<String>> statements = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> statements.put(endpoint, statements(keycloak, endpoint)));

        Table table = Table.withHead(
                "one node on one core",
                "requests/s",
                "× introspection",
                "p50, ms",
                "p99, ms",
                "CPU ms each",
                "database statements each");
        double introspected = one.get(introspection).perSecond().median();
        one.forEach((endpoint, cost) -> table.row(
                endpoint.label(),
                cost.perSecond().spread(),
                Samples.ratio(cost.perSecond().median() / introspected),
                Samples.format(cost.p50().median()),
                Samples.format(cost.p99().median()),
                cost.cpuMillis().spread(),
                Samples.format(statements.get(endpoint).size() / (double) statementRequests())));
        Table cluster = cluster(keycloak, confirm);
        return new Report("server")
                .note("Keycloak in production mode over PostgreSQL, with its default JVM, on one core; wrk with 16"
                        + " connections and the database on the other. Proofs were signed beforehand, of 64 browsers"
                        + " whose users are signed in. Median (least–greatest) of " + length.choose(1, 3)
                        + " runs of each, in turns, after one that warmed up.")
                .table(table)
                .goals(List.of(
                        Goal.atLeast(
                                "`confirm`, × introspection, at least 3",
                                3,
                                one.get(confirm).perSecond().median() / introspected),
                        Goal.atLeast(
                                "`auth`, × introspection, at least 3",
                                3,
                                one.get(auth).perSecond().median() / introspected),
                        Goal.atMost(
                                "database statements of a `confirm`, none",
                                0,
                                statements.get(confirm).size() / (double) statementRequests()),
                        Goal.atMost(
                                "database statements of an `auth`, none",
                                0,
                                statements.get(auth).size() / (double) statementRequests())))
                .table(cluster);
    }

    private Map<Endpoint, Cost> measure(ProductionKeycloak keycloak, List<Endpoint> endpoints, int rounds) {
        Map<Endpoint, Cost> costs = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> costs.put(endpoint, Cost.none()));
        for (int round = 0; round < rounds; round++) {
            for (Endpoint endpoint : endpoints) {
                // The first round warms up, unless it is the only one.
                boolean counts = round > 0 || rounds == 1;
                load(keycloak, endpoint, counts ? costs.get(endpoint) : Cost.none());
            }
        }
        return costs;
    }

    private void load(ProductionKeycloak keycloak, Endpoint endpoint, Cost cost) {
        int seconds = length.choose(1, 4);
        List<byte[]> requests = endpoint.requests().apply(seconds * length.choose(1000, MOST_PER_SECOND));
        double before = Cores.secondsOf(keycloak.pids());
        Wrk.Load load =
                wrk.start(endpoint.label(), keycloak.url(), requests, seconds).await();
        keep(cost, List.of(load), Cores.secondsOf(keycloak.pids()) - before);
        progress.accept(String.format(
                "%s: %s requests/s, %s ms of CPU each",
                endpoint.label(),
                Samples.format(load.perSecond()),
                Samples.format((Cores.secondsOf(keycloak.pids()) - before) * 1000 / load.requests())));
    }

    private static void keep(Cost cost, List<Wrk.Load> loads, double cpu) {
        cost.perSecond().add(loads.stream().mapToDouble(Wrk.Load::perSecond).sum());
        cost.p50().add(loads.stream().mapToDouble(Wrk.Load::p50).max().orElse(Double.NaN));
        cost.p99().add(loads.stream().mapToDouble(Wrk.Load::p99).max().orElse(Double.NaN));
        cost.cpuMillis()
                .add(cpu * 1000 / loads.stream().mapToLong(Wrk.Load::requests).sum());
    }

    private int statementRequests() {
        return length.choose(200, 2000);
    }

    /** One after another, so that what Keycloak does by itself meanwhile is told apart by being the same for all. */
    private List<String> statements(ProductionKeycloak keycloak, Endpoint endpoint) {
        List<byte[]> requests = endpoint.requests().apply(statementRequests());
        List<String> statements = keycloak.database()
                .statementsOf(() -> PlainRequests.send(keycloak.url(), requests, statementRequests()));
        Map<String, Long> kinds = statements.stream()
                .map(statement -> statement.substring(0, Math.min(70, statement.length())))
                .collect(Collectors.groupingBy(kind -> kind, LinkedHashMap::new, Collectors.counting()));
        progress.accept(endpoint.label() + ": " + statementRequests() + " requests, database statements: " + kinds);
        return statements;
    }

    /** More and more nodes, all on the same core, and the requests of a browser to one of them, or to all in turns. */
    private Table cluster(ProductionKeycloak keycloak, Endpoint endpoint) {
        Table table = Table.withHead(
                "`confirm`, nodes sharing one core", "requests/s of all", "p50, ms", "p99, ms", "CPU ms each");
        row(table, "one node", spread(keycloak, endpoint, 1).get(true));
        for (int nodes = 2; nodes <= MOST_NODES; nodes++) {
            progress.accept("node " + nodes);
            keycloak.grow();
            Map<Boolean, Cost> costs = spread(keycloak, endpoint, nodes);
            row(table, nodes + " nodes, sticky: a browser's requests all go to one", costs.get(true));
            row(table, nodes + " nodes, not sticky: to all in turns", costs.get(false));
        }
        for (int nodes = MOST_NODES; nodes > 1; nodes--) {
            keycloak.shrink();
        }
        return table;
    }

    private static void row(Table table, String label, Cost cost) {
        table.row(
                label,
                cost.perSecond().spread(),
                Samples.format(cost.p50().median()),
                Samples.format(cost.p99().median()),
                cost.cpuMillis().spread());
    }

    /** By whether the balancer is sticky, which is the same with one node. */
    private Map<Boolean, Cost> spread(ProductionKeycloak keycloak, Endpoint endpoint, int nodes) {
        Map<Boolean, Cost> costs = new LinkedHashMap<>(Map.of(true, Cost.none(), false, Cost.none()));
        int seconds = length.choose(1, 4);
        int count = seconds * length.choose(1000, MOST_PER_SECOND);
        for (int round = 0; round < 1 + length.choose(0, 2); round++) {
            for (boolean sticky : nodes == 1 ? List.of(true) : List.of(true, false)) {
                List<byte[]> requests = endpoint.requests().apply(count);
                double before = Cores.secondsOf(keycloak.pids());
                List<Wrk.Run> runs = new ArrayList<>();
                for (int node = 0; node < nodes; node++) {
                    List<byte[]> part = part(requests, node, nodes, sticky);
                    runs.add(wrk.start(endpoint.label(), keycloak.node(node).url(), part, seconds));
                }
                List<Wrk.Load> loads = runs.stream().map(Wrk.Run::await).toList();
                // The first round warms up.
                if (round > 0 || length == Length.SHORT) {
                    keep(costs.get(sticky), loads, Cores.secondsOf(keycloak.pids()) - before);
                }
                progress.accept((sticky ? "sticky" : "not sticky") + ": "
                        + Samples.format(
                                loads.stream().mapToDouble(Wrk.Load::perSecond).sum())
                        + " requests/s");
            }
        }
        return costs;
    }

    /** Browsers take turns in the list. */
    private static List<byte[]> part(List<byte[]> requests, int node, int nodes, boolean sticky) {
        List<byte[]> part = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            int turn = sticky ? i % Requests.USERS : i / Requests.USERS;
            if (turn % nodes == node) {
                part.add(requests.get(i));
            }
        }
        return part;
    }
}
