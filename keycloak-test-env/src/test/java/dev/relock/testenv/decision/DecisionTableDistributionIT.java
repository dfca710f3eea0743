package dev.relock.testenv.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.DecisionCase;
import dev.relock.decision.DecisionCase.Fate;
import dev.relock.decision.DecisionCase.Outcome;
import dev.relock.decision.DecisionCase.Proof;
import dev.relock.decision.StepUp;
import dev.relock.decision.TrustState;
import dev.relock.proof.Refusal;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.http.Screen;
import dev.relock.testenv.http.Tokens;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Every row of the decision table that can be played from outside, with real one-time passwords, which are required behind the
 * condition, conditional on having one, or one of several alternatives; and where untrusted browsers are denied.
 */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionTableDistributionIT {
    private static final Set<Fate> NOT_FROM_OUTSIDE = EnumSet.of(Fate.RESTARTED, Fate.FORGOTTEN_BY_THE_CACHE);
    /** These need another clock, or a broken cache. */
    private static final Set<Proof> NOT_IN_TIME =
            EnumSet.of(Proof.OF_AN_OLD_PAGE, Proof.STALE, Proof.FROM_THE_FUTURE, Proof.SKEWED, Proof.STORE_FAILS);

    private TestRealm realm;
    private final Map<String, OidcClient> shapes = new LinkedHashMap<>();
    private OidcClient denial;

    @BeforeAll
    void importRealm(KeycloakDistribution keycloak) {
        realm = TestRealm.withMoreFlows(keycloak);
        realm.offerSensitiveScope(Demands.SENSITIVE);
        shapes.put("REQUIRED", realm.clientOf("relock browser", Demands.SENSITIVE));
        shapes.put("CONDITIONAL", realm.clientOf("otp conditional", Demands.SENSITIVE));
        shapes.put("ALTERNATIVE", realm.clientOf("otp alternative", Demands.SENSITIVE));
        denial = realm.clientOf("denial", Demands.SENSITIVE);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    static Stream<DecisionCase> playable() {
        return Arrays.stream(DecisionCase.values())
                .filter(row -> !NOT_FROM_OUTSIDE.contains(row.fate()) && !NOT_IN_TIME.contains(row.proof()));
    }

    @Test
    void mostRowsArePlayed() {
        assertThat(playable()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("playable")
    void eachRow(DecisionCase row) {
        Stage stage = Stage.set(realm, shapes.get("REQUIRED"), row);
        row.settings().forEach(realm::set);
        try {
            // Who signs in by the first shapes need not do so again: each begins without cookies.
            for (Map.Entry<String, OidcClient> shape : shapes.entrySet()) {
                HttpSignIn signIn = reach(row, stage, shape.getValue());
                assertThat(signIn.screen()).as(shape.getKey()).isEqualTo(screen(row.outcome()));
                if (shape.getKey().equals("REQUIRED")) {
                    expectTold(row, stage.person(), signIn, shape.getValue());
                }
            }
            HttpSignIn denied = reach(row, stage, denial);
            assertThat(denied.screen()).as("denial").isEqualTo(screen(row.outcomeOfDenial()));
        } finally {
            row.settings().keySet().forEach(attribute -> realm.set(attribute, ""));
        }
    }

    private static Screen screen(Outcome outcome) {
        return switch (outcome) {
            case TRUST -> Screen.SIGNED_IN;
            case ASK -> Screen.ONE_TIME_PASSWORD;
            case DENY -> Screen.DENIED;
        };
    }

    private HttpSignIn reach(DecisionCase row, Stage stage, OidcClient client) {
        stage.browser().forgetCookies();
        if (row.proof() == Proof.REPLAYED) {
            return replay(stage, client);
        }
        return HttpSignIn.begin(
                        stage.browser(),
                        stage.person(),
                        client.id(),
                        client.request(Demands.of(row.demand())),
                        Proofs.bend(row.proof(), stage.browser(), realm, client.id()))
                .givePassword();
    }

    /** In the same tab of the same login: the proof was made for it, and has been spent. */
    private HttpSignIn replay(Stage stage, OidcClient client) {
        List<Map<String, String>> sent = new ArrayList<>();
        UnaryOperator<Map<String, String>> theFirstAgain = proof -> {
            sent.add(proof);
            // The page that asks again, behind the form, gets nothing.
            return sent.size() <= 2 ? sent.get(0) : Map.of();
        };
        boolean denying = client.equals(denial);
        HttpSignIn first = HttpSignIn.begin(
                        stage.browser(),
                        denying ? realm.somebody() : stage.person(),
                        client.id(),
                        client.request(Demands.of(DecisionCase.Demand.LEVEL_2)),
                        theFirstAgain)
                .givePassword();
        assertThat(first.screen()).isEqualTo(denying ? Screen.DENIED : Screen.ONE_TIME_PASSWORD);
        return first.startOver().as(stage.person()).givePassword();
    }

    /** What the event says, and the tokens. */
    private void expectTold(DecisionCase row, Person person, HttpSignIn signIn, OidcClient client) {
        HttpSignIn finished = signIn;
        if (signIn.screen() == Screen.ONE_TIME_PASSWORD) {
            finished = signIn.giveOneTimePassword();
            if (finished.screen() == Screen.TRUST_THIS_BROWSER) {
                finished = finished.declineToTrust();
            }
        }
        Tokens tokens = client.redeem(finished);
        assertThat(tokens.idToken().path("relock_login_state").asText())
                .isEqualTo(row.state().id());
        assertThat(tokens.idToken().has("relock_device_id")).isEqualTo(row.state() != TrustState.UNPROVEN);
        assertThat(tokens.amr().contains("otp")).isEqualTo(row.outcome() == Outcome.ASK);
        assertThat(tokens.amr().contains("swk")).isEqualTo(row.state() == TrustState.TRUSTED);
        Map<String, String> told = login(person);
        assertThat(told).containsEntry("relock_device_state", row.state().id());
        assertThat(told.get("relock_refusal"))
                .isEqualTo(row.refusal().map(Refusal::id).orElse(null));
        assertThat(told.get("relock_step_up"))
                .isEqualTo(row.stepUp().map(StepUp.Reason::id).orElse(null));
    }

    private Map<String, String> login(Person person) {
        return realm.admin()
                .getEvents(List.of("LOGIN"), null, realm.user(person).getId(), null, null, null, null, null)
                .get(0)
                .getDetails();
    }

    @Test
    void aWrongPasswordIsRefusedOnATrustedBrowser() {
        Stage stage = Stage.set(realm, shapes.get("REQUIRED"), DecisionCase.OWNER);

        assertThat(reach(DecisionCase.OWNER, stage, shapes.get("REQUIRED")).screen())
                .isEqualTo(Screen.SIGNED_IN);
        assertThat(wrongPassword(stage).screen()).isEqualTo(Screen.PASSWORD);
    }

    @Test
    void aDisabledUserIsRefusedOnATrustedBrowser() {
        Stage stage = Stage.set(realm, shapes.get("REQUIRED"), DecisionCase.OWNER);
        UserRepresentation user = realm.user(stage.person());
        user.setEnabled(false);
        realm.admin().users().get(user.getId()).update(user);

        assertThat(reach(DecisionCase.OWNER, stage, shapes.get("REQUIRED")).screen())
                .isEqualTo(Screen.PASSWORD);
    }

    @Test
    void aLockedUserIsRefusedOnATrustedBrowser() {
        bruteForceProtected(true);
        try {
            Stage stage = Stage.set(realm, shapes.get("REQUIRED"), DecisionCase.OWNER);
            for (int i = 0; i < 3; i++) {
                wrongPassword(stage);
            }

            assertThat(reach(DecisionCase.OWNER, stage, shapes.get("REQUIRED")).screen())
                    .isEqualTo(Screen.PASSWORD);
        } finally {
            bruteForceProtected(false);
        }
    }

    private HttpSignIn wrongPassword(Stage stage) {
        OidcClient client = shapes.get("REQUIRED");
        return client.signIn(stage.browser().forgetCookies(), stage.person().forgetful())
                .givePassword();
    }

    private void bruteForceProtected(boolean isProtected) {
        RealmRepresentation representation = realm.admin().toRepresentation();
        representation.setBruteForceProtected(isProtected);
        representation.setFailureFactor(2);
        representation.setWaitIncrementSeconds(600);
        representation.setMaxFailureWaitSeconds(600);
        realm.admin().update(representation);
    }
}
