package dev.relock.benchmarks.agent;

import com.microsoft.playwright.Playwright;
import dev.relock.benchmarks.report.Goal;
import dev.relock.benchmarks.report.Length;
import dev.relock.benchmarks.report.Report;
import dev.relock.benchmarks.report.Samples;
import dev.relock.benchmarks.report.Table;
import dev.relock.benchmarks.server.BenchmarkRealm;
import dev.relock.testenv.keycloak.RelockKeycloak;
import dev.relock.testenv.otp.OneTimePassword;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.Base32;
import org.keycloak.representations.idm.CredentialRepresentation;

/** What users notice of the agent, in Chromium, on Keycloak's login page with it and without. */
public final class AgentBenchmarks {
    private static final String SECRET = "secret-of-the-benchmark";
    private static final String USER = "chromium";

    private final Length length;
    private final Consumer<String> progress;

    public AgentBenchmarks(Length length, Consumer<String> progress) {
        this.length = length;
        this.progress = progress;
    }

    private record Loads(Samples established, Samples painted, Samples longestTask, Samples requests) {
        static Loads none() {
            return new Loads(new Samples(), new Samples(), new Samples(), new Samples());
        }

        void keep(LoginPage.Load load) {
            established.add(load.established());
            painted.add(load.painted());
            longestTask.add(load.longestTask());
            requests.add(load.requests());
        }
    }

    private record SignIns(Samples form, Samples application, Samples whole) {
        static SignIns none() {
            return new SignIns(new Samples(), new Samples(), new Samples());
        }

        void keep(LoginPage.SignIn signIn) {
            form.add(signIn.untilForm());
            application.add(signIn.untilApplication());
            whole.add(signIn.whole());
        }
    }

    public Report run(RelockKeycloak keycloak) {
        Sizes sizes = Sizes.measure();
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Application application = Application.start();
                BenchmarkRealm with = realm(keycloak, "benchmark-agent", "relock");
                BenchmarkRealm without = realm(keycloak, "benchmark-no-agent", "keycloak.v2")) {
            Report report = new Report("agent")
                    .note("Headless Chromium on the same machine as Keycloak, without a network between them.")
                    .table(sizes(sizes));
            List<Goal> goals = new java.util.ArrayList<>(
                    List.of(Goal.atMost("`relock.js`, gzipped, at most 11,264 bytes", 11_264, sizes.agent())));
            goals.addAll(loads(report, playwright, application, with, without));
            signIns(report, playwright, application, with, without);
            return report.goals(goals);
        }
    }

    private static BenchmarkRealm realm(RelockKeycloak keycloak, String name, String theme) {
        BenchmarkRealm realm = BenchmarkRealm.create(keycloak, name, change -> change.setLoginTheme(theme));
        realm.client("password", BenchmarkRealm.PASSWORD_FLOW);
        realm.client("inline", BenchmarkRealm.RELOCK_FLOW);
        realm.client("page", BenchmarkRealm.DEVICE_FIRST_FLOW);
        CredentialRepresentation otp = new CredentialRepresentation();
        otp.setType(OTPCredentialModel.TYPE);
        otp.setSecretData("{\"value\": \"" + SECRET + "\"}");
        otp.setCredentialData("{\"subType\": \"totp\", \"digits\": 6, \"period\": 30, \"algorithm\": \"HmacSHA1\"}");
        realm.user(USER, otp);
        return realm;
    }

    private static Table sizes(Sizes sizes) {
        return Table.withHead("a page loads, gzipped", "bytes")
                .row("`relock.js`", String.format(Locale.ROOT, "%,d", sizes.agent()))
                .row(
                        "of it about: `@noble/ed25519` with SHA-512, bundled alone",
                        String.format(Locale.ROOT, "%,d", sizes.ed25519()))
                .row("for comparison: keycloak-js", String.format(Locale.ROOT, "%,d", sizes.keycloakJs()));
    }

    private List<Goal> loads(
            Report report,
            Playwright playwright,
            Application application,
            BenchmarkRealm with,
            BenchmarkRealm without) {
        Loads cold = Loads.none();
        for (int i = 0; i < length.choose(1, 5); i++) {
            try (LoginPage page = LoginPage.open(playwright, with, "password", application.url())) {
                cold.keep(page.load(true));
            }
            progress.accept("login page in a new browser: " + cold.established().spread() + " ms");
        }
        Loads warm = Loads.none();
        Loads plain = Loads.none();
        Samples token = new Samples();
        try (LoginPage ours = LoginPage.open(playwright, with, "password", application.url());
                LoginPage theirs = LoginPage.open(playwright, without, "password", application.url())) {
            ours.load(true);
            theirs.load(false);
            for (int i = 0; i < length.choose(2, 20); i++) {
                warm.keep(ours.load(true));
                plain.keep(theirs.load(false));
                if (i % 4 == 0) {
                    token.add(ours.tokenMicros(200));
                }
            }
        }
        progress.accept("login page in a used browser: " + warm.established().spread() + " ms");
        report.table(Table.withHead("login page, milliseconds since navigation", "with the agent", "without")
                        .row("keys established, new browser", cold.established().spread(), "–")
                        .row(
                                "keys established, used browser",
                                warm.established().spread(),
                                "–")
                        .row(
                                "largest contentful paint, used browser",
                                warm.painted().spread(),
                                plain.painted().spread()))
                .table(Table.withHead("on the page", "measured")
                        .row("`token()` and `sign()`, together, µs", token.spread())
                        .row(
                                "longest task (0: none over 50 ms), ms: new browser, used browser",
                                Samples.format(cold.longestTask().percentile(100)) + ", "
                                        + Samples.format(warm.longestTask().percentile(100)))
                        .row(
                                "longest task without the agent, used browser, ms",
                                Samples.format(plain.longestTask().percentile(100)))
                        .row(
                                "requests to the gateway for one load, besides the script",
                                Samples.format(warm.requests().median())));
        return List.of(
                Goal.atMost(
                        "longest task in a used browser, at most 50 ms",
                        50,
                        warm.longestTask().percentile(100)),
                Goal.atMost(
                        "requests of the agent for one load besides its script, at most 1",
                        1,
                        warm.requests().median()),
                Goal.atMost(
                        "largest contentful paint, × without the agent, at most 1.05",
                        1.05,
                        warm.painted().median() / plain.painted().median()));
    }

    private void signIns(
            Report report,
            Playwright playwright,
            Application application,
            BenchmarkRealm with,
            BenchmarkRealm without) {
        OneTimePassword app = new OneTimePassword(Base32.encode(SECRET.getBytes(StandardCharsets.UTF_8)));
        SignIns plain = SignIns.none();
        SignIns inline = SignIns.none();
        SignIns page = SignIns.none();
        try (LoginPage ofPlain = LoginPage.open(playwright, without, "password", application.url());
                LoginPage ofInline = LoginPage.open(playwright, with, "inline", application.url());
                LoginPage ofPage = LoginPage.open(playwright, with, "page", application.url())) {
            ofInline.trust(USER, app.current());
            ofPage.trust(USER, app.current());
            int rounds = length.choose(1, 15);
            for (int i = 0; i < rounds + 1; i++) {
                // The first round warms up.
                (i > 0 ? plain : SignIns.none()).keep(ofPlain.signIn(USER));
                (i > 0 ? inline : SignIns.none()).keep(ofInline.signIn(USER));
                (i > 0 ? page : SignIns.none()).keep(ofPage.signIn(USER));
            }
            progress.accept("sign-ins: " + plain.whole().spread() + " ms without, "
                    + inline.whole().spread() + " ms with the agent");
        }
        Table table = Table.withHead(
                "a sign-in with the password, milliseconds",
                "until the form is there",
                "from the button to the application",
                "both, median more than without");
        row(table, "without the agent", plain, plain);
        row(table, "trusted browser, the proof is in the form", inline, plain);
        row(table, "trusted browser, the proof is on a page of its own", page, plain);
        report.table(table);
    }

    private static void row(Table table, String label, SignIns of, SignIns plain) {
        table.row(
                label,
                of.form().spread(),
                of.application().spread(),
                of.equals(plain)
                        ? "–"
                        : Samples.format(of.whole().median() - plain.whole().median()));
    }
}
