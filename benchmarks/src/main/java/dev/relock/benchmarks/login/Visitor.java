package dev.relock.benchmarks.login;

import dev.relock.benchmarks.server.BenchmarkRealm;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.otp.OneTimePassword;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.Base32;
import org.keycloak.representations.idm.CredentialRepresentation;

/** One person with one browser, who signs in over and over. Between sign-ins the browser forgets Keycloak's cookies. */
abstract class Visitor {
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");

    final BenchmarkRealm realm;
    private final String user;
    private final String client;
    private final HttpBrowser browser;
    HttpResponse<String> page;

    private Visitor(BenchmarkRealm realm, String user, String client, HttpAgent agent) {
        this.realm = realm;
        this.user = user;
        this.client = client;
        this.browser = HttpBrowser.with(realm.url(), agent);
    }

    /** From the application's redirect to the login, to Keycloak's redirect back. */
    final void signIn() {
        browser.forgetCookies();
        page = browser.get(URI.create(realm.url() + "/protocol/openid-connect/auth?"
                + HttpBrowser.encode(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        client,
                        "redirect_uri",
                        BenchmarkRealm.APPLICATION + "/",
                        "scope",
                        "openid"))));
        giveCredentials();
        URI out = HttpBrowser.redirect(page);
        if (out == null || !out.toString().startsWith(BenchmarkRealm.APPLICATION + "/?")) {
            throw new IllegalStateException(user + " did not get in: " + page.statusCode() + " " + page.body());
        }
    }

    abstract void giveCredentials();

    final void givePassword(Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("username", user, "password", BenchmarkRealm.PASSWORD));
        fields.putAll(more);
        submit(fields);
    }

    final void submit(Map<String, String> fields) {
        page = browser.post(action(), fields);
    }

    final URI action() {
        return page.uri().resolve(found(ACTION).replace("&amp;", "&"));
    }

    final String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(page.body());
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in\n" + page.body());
        }
        return matcher.group(1);
    }

    static Visitor withPassword(BenchmarkRealm realm, int number) {
        realm.user("password-" + number);
        return new Visitor(realm, "password-" + number, "password", null) {
            @Override
            void giveCredentials() {
                givePassword(Map.of());
            }
        };
    }

    static Visitor withOneTimePassword(BenchmarkRealm realm, int number) {
        String secret = "secret-of-otp-" + number;
        realm.user("otp-" + number, oneTimePassword(secret));
        OneTimePassword app = app(secret);
        return new Visitor(realm, "otp-" + number, "otp", null) {
            @Override
            void giveCredentials() {
                givePassword(Map.of());
                submit(Map.of("otp", app.current()));
            }
        };
    }

    static Visitor withSecurityKey(BenchmarkRealm realm, int number) {
        SecurityKey key = new SecurityKey(number);
        Pattern challenge = Pattern.compile("challenge\\s*:\\s*['\"]([A-Za-z0-9_-]+)['\"]");
        realm.user("webauthn-" + number, key.credential());
        String origin = origin(realm).value();
        return new Visitor(realm, "webauthn-" + number, "webauthn", null) {
            @Override
            void giveCredentials() {
                givePassword(Map.of());
                submit(key.assertion(found(challenge), origin));
            }
        };
    }

    /** One whose browser is trusted: the second factor was passed once, here. */
    static Visitor withTrustedBrowser(BenchmarkRealm realm, int number) {
        String secret = "secret-of-relock-" + number;
        realm.user("relock-" + number, oneTimePassword(secret));
        HttpAgent agent = new HttpAgent(URI.create(realm.url() + "/relock/"), origin(realm)).enrol();
        Trusted visitor = new Trusted(realm, "relock-" + number, agent, app(secret));
        visitor.signIn();
        return visitor;
    }

    private static final class Trusted extends Visitor {
        private static final Pattern TAB = Pattern.compile("(?:^|&)tab_id=([^&]*)");
        private static final Pattern CHALLENGE = Pattern.compile("data-relock-challenge=\"([^\"]+)\"");

        private final HttpAgent agent;
        private final OneTimePassword app;
        private String etag = "";
        private boolean trusted;

        Trusted(BenchmarkRealm realm, String user, HttpAgent agent, OneTimePassword app) {
            super(realm, user, "relock", agent);
            this.agent = agent;
            this.app = app;
        }

        /** The page loads the agent, which agrees upon a key; its proof is in the form. */
        @Override
        void giveCredentials() {
            HttpAgent.Reply script = agent.get("relock.js", Map.of("If-None-Match", etag));
            etag = script.response().headers().firstValue("ETag").orElseThrow();
            agent.step();
            Matcher tab = TAB.matcher(action().getRawQuery());
            if (!tab.find()) {
                throw new IllegalStateException("No tab in " + action());
            }
            givePassword(agent.proof(TokenContext.loginForm(realm.name(), "relock", tab.group(1))));
            if (!trusted) {
                submit(Map.of("otp", app.current()));
                Map<String, String> fields = new LinkedHashMap<>(Map.of("relock-choice", "trust"));
                fields.putAll(agent.proof(TokenContext.bindPage(found(CHALLENGE))));
                submit(fields);
                trusted = true;
            }
        }
    }

    private static Origin origin(BenchmarkRealm realm) {
        return new Origin(realm.url().getScheme() + "://" + realm.url().getAuthority());
    }

    private static CredentialRepresentation oneTimePassword(String secret) {
        CredentialRepresentation otp = new CredentialRepresentation();
        otp.setType(OTPCredentialModel.TYPE);
        otp.setSecretData("{\"value\": \"" + secret + "\"}");
        otp.setCredentialData("{\"subType\": \"totp\", \"digits\": 6, \"period\": 30, \"algorithm\": \"HmacSHA1\"}");
        return otp;
    }

    private static OneTimePassword app(String secret) {
        return new OneTimePassword(Base32.encode(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
