package dev.relock.benchmarks;

import dev.relock.benchmarks.agent.AgentBenchmarks;
import dev.relock.benchmarks.core.CoreBenchmarks;
import dev.relock.benchmarks.core.Jdk;
import dev.relock.benchmarks.login.BindingsBenchmarks;
import dev.relock.benchmarks.login.LoginBenchmarks;
import dev.relock.benchmarks.memory.MemoryBenchmarks;
import dev.relock.benchmarks.report.Length;
import dev.relock.benchmarks.report.PerformancePage;
import dev.relock.benchmarks.report.Report;
import dev.relock.benchmarks.server.BenchmarkRealm;
import dev.relock.benchmarks.server.ProductionKeycloak;
import dev.relock.benchmarks.server.ServerBenchmarks;
import dev.relock.testenv.keycloak.Artifacts;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command line behind {@code benchmarks/run}. */
@Command(
        name = "benchmarks/run",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        description = "Measures Relock next to what one would otherwise pick. Use a machine that does nothing else.")
public final class Benchmarks {

    /** Options that all benchmarks have. */
    static final class Common {
        @Option(names = "--short", description = "Only see whether it works; the figures mean nothing.")
        private boolean inShort;

        @Option(names = "--write", description = "Write the result into docs/performance.md.")
        private boolean write;

        Length length() {
            return inShort ? Length.SHORT : Length.FULL;
        }

        void show(Report report) {
            System.out.println();
            System.out.println(report.text());
            if (write) {
                Path page = Path.of(System.getProperty("relock.performance.page"));
                new PerformancePage(page).write(report);
                System.out.println("Written into " + page);
            }
        }
    }

    /** In which JVMs the core is measured. */
    static final class Jdks {
        @Option(
                names = "--jdk",
                paramLabel = "HOME",
                description =
                        "A JDK to measure the core in; may be given several times (default: the one that runs this).")
        private List<Path> homes = List.of();

        List<Jdk> all() {
            return homes.isEmpty()
                    ? List.of(Jdk.current())
                    : homes.stream().map(Jdk::in).toList();
        }
    }

    @Command(
            name = "core",
            mixinStandardHelpOptions = true,
            description = "A verification and a rotation against bare primitives, DPoP and WebAuthn (JMH).")
    int core(@Mixin Common common, @Mixin Jdks jdks) {
        return show(common, () -> new CoreBenchmarks(common.length(), Benchmarks::progress).run(jdks.all()));
    }

    @Command(
            name = "memory",
            mixinStandardHelpOptions = true,
            description = "Bytes for each device and tab, and a verification among a million of them.")
    int memory(@Mixin Common common) {
        return show(common, () -> new MemoryBenchmarks(common.length(), Benchmarks::progress).run());
    }

    @Command(
            name = "server",
            mixinStandardHelpOptions = true,
            description = "A Keycloak under load: confirm and auth against introspection, userinfo and refresh (wrk).")
    int server(@Mixin Common common) {
        return withKeycloak(common, List.of(Benchmarks::server));
    }

    @Command(
            name = "login",
            mixinStandardHelpOptions = true,
            description = "Whole sign-ins on a trusted browser against password only, one-time password and WebAuthn.")
    int login(@Mixin Common common) {
        return withKeycloak(common, List.of(Benchmarks::login));
    }

    @Command(
            name = "bindings",
            mixinStandardHelpOptions = true,
            description = "A start and a sign-in with 100,000 trusted browsers in the database.")
    int bindings(@Mixin Common common) {
        return withKeycloak(common, List.of(Benchmarks::bindings));
    }

    @Command(
            name = "agent",
            mixinStandardHelpOptions = true,
            description = "The agent in Chromium: bytes, time until keys are established, what a sign-in gets longer.")
    int agent(@Mixin Common common) {
        return withKeycloak(common, List.of(Benchmarks::agent));
    }

    @Command(
            name = "all",
            mixinStandardHelpOptions = true,
            description = "All of them, one Keycloak for all that need one.")
    int all(@Mixin Common common, @Mixin Jdks jdks) {
        core(common, jdks);
        memory(common);
        return withKeycloak(
                common, List.of(Benchmarks::agent, Benchmarks::login, Benchmarks::server, Benchmarks::bindings));
    }

    /** One that needs a Keycloak. */
    private interface OnKeycloak {
        Report run(ProductionKeycloak keycloak, BenchmarkRealm realm, Length length);
    }

    private static Report server(ProductionKeycloak keycloak, BenchmarkRealm realm, Length length) {
        return new ServerBenchmarks(length, Benchmarks::progress).run(keycloak, realm);
    }

    private static Report login(ProductionKeycloak keycloak, BenchmarkRealm realm, Length length) {
        return new LoginBenchmarks(length, Benchmarks::progress).run(keycloak, realm);
    }

    private static Report bindings(ProductionKeycloak keycloak, BenchmarkRealm realm, Length length) {
        return new BindingsBenchmarks(length, Benchmarks::progress).run(keycloak, realm);
    }

    private static Report agent(ProductionKeycloak keycloak, BenchmarkRealm realm, Length length) {
        return new AgentBenchmarks(length, Benchmarks::progress).run(keycloak);
    }

    private static int withKeycloak(Common common, List<OnKeycloak> benchmarks) {
        progress("A Keycloak is built and started, which takes about a minute");
        try (ProductionKeycloak keycloak = ProductionKeycloak.start(Artifacts.ofTheBuild())) {
            int number = 0;
            for (OnKeycloak benchmark : benchmarks) {
                // Each has a realm of its own, whose users and clients are like those of the others.
                try (BenchmarkRealm realm = BenchmarkRealm.create(keycloak, "benchmark-" + number++, change -> {})) {
                    common.show(benchmark.run(keycloak, realm, common.length()));
                }
            }
        }
        return 0;
    }

    private static int show(Common common, Supplier<Report> benchmark) {
        common.show(benchmark.get());
        return 0;
    }

    private static void progress(String line) {
        System.out.println(line);
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }
}
