package dev.relock.testenv.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Origin;
import dev.relock.testenv.gateway.HttpAgent;
import dev.relock.testenv.gateway.HttpAgent.Reply;
import dev.relock.testenv.http.PasswordGrant;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import dev.relock.token.TokenContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application is told by a redirect, and what nobody else can make it believe. */
@KeycloakTest
final class RedirectDistributionIT {
    private static final Origin ORIGIN = new Origin("https://shop.example.org");
    private static final URI ROUTES = URI.create("https://shop.example.org/");
    private static final String TRUSTED = "https://shop.example.org/trusted";
    private static final String NEW = "https://shop.example.org/new?from=relock";

    private final KeycloakDistribution keycloak;
    private final DemoSite site;
    private final URI base;
    private RedirectedApplication application;
    private HttpAgent agent;
    private String transaction;

    RedirectDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
        this.site = new DemoSite(keycloak);
        this.base = URI.create(keycloak.realm(DemoRealm.NAME) + "/relock/");
    }

    @BeforeEach
    void begin() {
        application = RedirectedApplication.at(site, URI.create(ORIGIN.value()), ROUTES);
        agent = new HttpAgent(base, ORIGIN).enrol();
        transaction = UUID.randomUUID().toString();
    }

    @AfterEach
    void end() {
        application.close();
        site.close();
    }

    /** A person signs in at the application, which tells the gateway by the person's access token. */
    private Person own() {
        Person person = site.somebody();
        String token = PasswordGrant.accessToken(keycloak.realm(DemoRealm.NAME), application.clientId(), person);
        Reply login = agent.send(
                "login", agent.proof(), Map.of("Origin", ORIGIN.value(), "Authorization", "Bearer " + token));
        assertThat(login.status()).isEqualTo(200);
        return person;
    }

    private String path(String asked) {
        return "gateway/" + asked + "?client_id=" + application.clientId();
    }

    private Map<String, String> proofFor(String clientId, String asked) {
        Map<String, String> fields = new HashMap<>(agent.proof(TokenContext.redirect(clientId, asked)));
        Map<String, String> next = agent.proof();
        fields.put("X-Key-Next-Token", next.get("X-Key-Token"));
        fields.put("X-Key-Next-Signature", next.get("X-Key-Signature"));
        return fields;
    }

    private ReturnedForm come() {
        return come(proofFor(application.clientId(), transaction));
    }

    private ReturnedForm come(Map<String, String> fields) {
        Reply reply = agent.submit(path(transaction), fields);
        assertThat(reply.status()).isEqualTo(200);
        return ReturnedForm.of(reply.response().body());
    }

    private static void expectNew(ReturnedForm form) {
        assertThat(form.action()).isEqualTo(NEW);
        assertThat(form.claims().path("outcome").asText()).isEqualTo("new");
    }

    private static void expectTrusted(ReturnedForm form) {
        assertThat(form.action()).isEqualTo(TRUSTED);
        assertThat(form.claims().path("outcome").asText()).isEqualTo("trusted");
    }

    // What the application gets

    @Test
    void anOwnedBrowserComesBackTrustedWithAllOfItSigned() {
        own();

        ReturnedForm form = come();

        expectTrusted(form);
        assertThat(form.transaction()).isEqualTo(transaction);
        JsonNode claims = form.claims();
        assertThat(claims.path("iss").asText())
                .isEqualTo(keycloak.realm(DemoRealm.NAME).toString());
        assertThat(claims.path("aud").asText()).isEqualTo(application.clientId());
        assertThat(claims.path("transaction").asText()).isEqualTo(transaction);
        assertThat(claims.path("device_id").asText())
                .isEqualTo(agent.agent().deviceId().value());
        assertThat(claims.path("origin").asText()).isEqualTo(ORIGIN.value());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(60);
    }

    @Test
    void bothSignaturesAreByThePublishedKeyAndTheOldOneIsOverTheSixteenBytesAlone() {
        ReturnedForm form = come(Map.of());
        PublishedKeys keys = PublishedKeys.of(keycloak.realm(DemoRealm.NAME));
        String kid = form.header().path("kid").asText();
        UUID id = UUID.fromString(transaction);
        byte[] sixteen = java.nio.ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        String[] parts = form.result().split("\\.", -1);

        assertThat(form.signature()).hasSize(128).matches("[0-9a-f]+");
        assertThat(keys.isSigned(kid, sixteen, bytes(form.signature()))).isTrue();
        assertThat(keys.isSigned(
                        kid,
                        (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                        java.util.Base64.getUrlDecoder().decode(parts[2])))
                .isTrue();
        // What this key signs as a statement begins with its type, as nothing else does that it signs.
        assertThat(new String(java.util.Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
                .startsWith("{\"typ\":\"relock-transaction+jwt\",\"alg\":\"EdDSA\",");
    }

    private static byte[] bytes(String hex) {
        try {
            return Encoding.fromHex("signature", hex);
        } catch (dev.relock.protocol.MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theApplicationMayAskConfirmOnceWithTheTokenItGets() {
        own();
        ReturnedForm form = come();
        Map<String, String> proof = Map.of(
                "X-Key-Token", form.fields().get("X-Key-Token"),
                "X-Key-Signature", form.fields().get("X-Key-Signature"),
                "X-Key-Session", agent.cookie("X-Key-Session"));

        Reply confirmed = agent.send("confirm", proof, Map.of());
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.json().path("device_id").asText())
                .isEqualTo(form.claims().path("device_id").asText());
        assertThat(agent.send("confirm", proof, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void whoIsNotOwnedOrHasNoProofIsNew() {
        ReturnedForm unowned = come();
        expectNew(unowned);
        assertThat(unowned.claims().has("device_id")).isTrue();

        transaction = UUID.randomUUID().toString();
        ReturnedForm unproven = come(Map.of());
        expectNew(unproven);
        assertThat(unproven.claims().has("device_id")).isFalse();
        assertThat(unproven.fields()).doesNotContainKey("X-Key-Token");
    }

    @Test
    void aClientWithoutAnIdInTheAddressIsTheRealmsOwnChoice() {
        try (var attributes = new dev.relock.testenv.site.RealmAttributes(site.realm())) {
            assertThat(agent.get("gateway/" + transaction, Map.of()).status()).isEqualTo(404);
            attributes.set("relock.redirectClient", application.clientId());
            assertThat(agent.get("gateway/" + transaction, Map.of()).status()).isEqualTo(200);
            assertThat(ReturnedForm.of(agent.submit("gateway/" + transaction, Map.of())
                                    .response()
                                    .body())
                            .action())
                    .isEqualTo(NEW);
        }
    }

    // What nobody can make it believe

    @Test
    void aTransactionEndsOnceHoweverItIsWritten() {
        own();
        come();
        String bare = transaction.replace("-", "");
        for (String again : List.of(transaction, bare, transaction.toUpperCase(java.util.Locale.ROOT))) {
            Reply reply = agent.submit(path(again), proofFor(application.clientId(), transaction));
            assertThat(reply.status()).as(again).isEqualTo(410);
            assertThat(reply.response().body()).doesNotContain("X-Key-Transaction");
        }
        assertThat(agent.submit(bare + "?client_id=" + application.clientId(), Map.of())
                        .status())
                .isEqualTo(410);
    }

    @Test
    void aTransactionSentInParallelEndsOnce() {
        long accepted = IntStream.range(0, 8)
                .parallel()
                .filter(i -> agent.copy().submit(path(transaction), Map.of()).status() == 200)
                .count();
        assertThat(accepted).isEqualTo(1);
    }

    @Test
    void theReturnRouteIsNeverTakenFromTheRequest() {
        String evil = "https://evil.example/";
        String query = "&redirect_uri=" + evil + "&return=" + evil + "&relock.redirectNew=" + evil + "&action=" + evil;
        Map<String, String> fields = new HashMap<>();
        for (String name : List.of("redirect_uri", "action", "route", "relock.redirectNew", "relock.redirectTrusted")) {
            fields.put(name, evil);
        }
        HttpAgent forger = agent.sending("Referer", evil).sending("X-Forwarded-Host", "evil.example");

        assertThat(forger.get(path(transaction) + query, Map.of()).response().body())
                .doesNotContain("evil.example");
        Reply reply = forger.submit(path(transaction) + query, fields);
        assertThat(reply.response().body()).doesNotContain("evil.example");
        assertThat(ReturnedForm.of(reply.response().body()).action()).isEqualTo(NEW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "abc",
                "relock%2F1%20answer",
                "00000000-0000-0000-0000-00000000000g",
                "00000000-0000-0000-0000-0000000000000",
                "000000000000000000000000000000000",
                "0000000-00000-0000-0000-000000000000",
                "00000000-00000000-0000-000000000000-",
                "{00000000-0000-0000-0000-000000000000}",
                "%7B00000000-0000-0000-0000-000000000000%7D",
                "urn%3Auuid%3A00000000-0000-0000-0000-000000000000",
                "00000000-0000-0000-0000-000000000000%00",
                "00000000%2D0000-0000-0000-000000000000%20"
            })
    void whatIsNoUuidIsNeverSigned(String text) {
        String asked = text.replace("{", "%7B").replace("}", "%7D");
        for (String path : List.of(path(asked), asked + "?client_id=" + application.clientId())) {
            for (Reply reply : List.of(agent.get(path, Map.of()), agent.submit(path, Map.of()))) {
                assertThat(reply.status()).as(path).isIn(400, 404, 405);
                assertThat(reply.response().body()).doesNotContain("X-Key-Transaction");
            }
        }
    }

    @Test
    void aProofForAnotherTransactionOrClientIsWorthless() {
        own();
        expectNew(come(proofFor(application.clientId(), UUID.randomUUID().toString())));
        transaction = UUID.randomUUID().toString();
        expectNew(come(proofFor("demo-spa", transaction)));
        transaction = UUID.randomUUID().toString();
        expectNew(come(agent.proof()));
        transaction = UUID.randomUUID().toString();
        expectTrusted(come());
    }

    @Test
    void aProofIsGoodForOneRedirect() {
        own();
        Map<String, String> fields = proofFor(application.clientId(), transaction);
        expectTrusted(come(fields));
        assertThat(agent.submit(path(transaction), fields).status()).isEqualTo(410);
    }

    @Test
    void theBrowserOfAnotherApplicationProvesNothingHere() {
        own();
        String mine = application.clientId();
        try (RedirectedApplication other = RedirectedApplication.at(
                site, URI.create("https://other.example.org"), URI.create("https://other.example.org/"))) {
            Reply reply = agent.submit(
                    "gateway/" + transaction + "?client_id=" + other.clientId(),
                    proofFor(other.clientId(), transaction));
            ReturnedForm form = ReturnedForm.of(reply.response().body());
            assertThat(form.action()).isEqualTo("https://other.example.org/new?from=relock");
            assertThat(form.claims().has("device_id")).isFalse();
            assertThat(form.claims().path("aud").asText()).isNotEqualTo(mine);
        }
    }

    @Test
    void anotherRealmKnowsNeitherTheClientNorTheBrowser() {
        own();
        try (TestRealm other = TestRealm.imported(keycloak)) {
            URI elsewhere = URI.create(other.url() + "/relock/");
            Map<String, String> fields = proofFor(application.clientId(), transaction);
            HttpAgent visitor = agent.copy().at(elsewhere);
            assertThat(visitor.get(path(transaction), Map.of()).status()).isEqualTo(404);
            assertThat(visitor.submit(path(transaction), fields).status()).isEqualTo(404);
            // The transaction and the proof are still good where they belong.
            expectTrusted(come(fields));
        }
    }

    @Test
    void theResultOpensNothingAtKeycloak() {
        own();
        String result = come().result();
        Reply userinfo = agent.at(URI.create(keycloak.realm(DemoRealm.NAME) + "/"))
                .get("protocol/openid-connect/userinfo", Map.of("Authorization", "Bearer " + result));
        assertThat(userinfo.status()).isEqualTo(401);
    }

    @Test
    void whoIsDisabledOrSuspendedOrSensitiveIsNotTrusted() {
        Person person = own();
        application.set("relock.trust", "false");
        expectNew(come());
        application.set("relock.trust", "true");

        site.change(person, user -> user.setEnabled(false));
        transaction = UUID.randomUUID().toString();
        expectNew(come());
        site.change(person, user -> user.setEnabled(true));
        transaction = UUID.randomUUID().toString();
        expectTrusted(come());

        agent.call("clear");
        transaction = UUID.randomUUID().toString();
        expectNew(come());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example.org/new",
                "https://shop.example.org/new#part",
                "https://user@shop.example.org/new",
                "javascript:alert(1)",
                "/new",
                "https:///new",
                " "
            })
    void aRouteThatIsNoPlainHttpsUrlIsNone(String route) {
        application.set("relock.redirectNew", route);
        assertThat(agent.get(path(transaction), Map.of()).status()).isEqualTo(404);
        assertThat(agent.submit(path(transaction), Map.of()).status()).isEqualTo(404);
    }

    @Test
    void thePagesAreNotKeptNotFramedAndRunNothingButTheirOwnFiles() {
        Reply ask = agent.get(path(transaction), Map.of());
        Reply send = agent.submit(path(transaction), Map.of());
        for (Reply reply : List.of(ask, send)) {
            var headers = reply.response().headers();
            assertThat(headers.allValues("Content-Security-Policy"))
                    .singleElement()
                    .satisfies(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Content-Type")).contains("text/html;charset=utf-8");
        }
    }

    // The programs in examples/redirect

    @ParameterizedTest
    @EnumSource(VerificationSample.class)
    void theSampleBelievesTheGatewayAndNobodyElse(VerificationSample sample) {
        own();
        ReturnedForm good = come();
        String began = transaction;
        transaction = UUID.randomUUID().toString();
        ReturnedForm ofAnother = come(Map.of());
        // An attacker's own new browser in the same transaction cannot be: it ended. He bends what he has.
        String[] parts = good.result().split("\\.", -1);
        String[] others = ofAnother.result().split("\\.", -1);

        List<String> verdicts = sample.verdicts(
                keycloak.realm(DemoRealm.NAME).toString(),
                application.clientId(),
                began,
                List.of(
                        good,
                        ofAnother,
                        ofAnother.with("X-Key-Transaction", began),
                        good.with("X-Key-Transaction-Result", ofAnother.result()),
                        good.with("X-Key-Transaction-Result", parts[0] + "." + others[1] + "." + parts[2]),
                        good.with("X-Key-Transaction-Result", ""),
                        good.with("X-Key-Transaction-Result", "e30.e30."),
                        good.with("X-Key-Transaction-Signature", ofAnother.signature()),
                        good.with("X-Key-Transaction-Signature", "")));

        assertThat(verdicts).hasSize(9);
        assertThat(verdicts.get(0)).isEqualTo("outcome trusted");
        assertThat(verdicts.subList(1, 9)).allMatch(verdict -> verdict.startsWith("refused:"));
        assertThat(sample.verdicts(keycloak.realm(DemoRealm.NAME).toString(), "another-client", began, List.of(good)))
                .as("meant for somebody else")
                .allMatch(verdict -> verdict.startsWith("refused:"));
    }

    /** The documented signature alone would let an untrusted browser in: the outcome stands in the result. */
    @Test
    void theOutcomeCannotBeSwapped() {
        ReturnedForm untrusted = come();
        List<String> verdicts = VerificationSample.NODE.verdicts(
                keycloak.realm(DemoRealm.NAME).toString(),
                application.clientId(),
                transaction,
                List.of(new ReturnedForm(TRUSTED, untrusted.fields())));
        assertThat(verdicts).containsExactly("outcome new");
    }
}
