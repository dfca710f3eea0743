package dev.relock.decision;

import static dev.relock.decision.DecisionCase.Demand.LEVEL_1;
import static dev.relock.decision.DecisionCase.Demand.LEVEL_2;
import static dev.relock.decision.DecisionCase.Demand.SENSITIVE_SCOPE;
import static dev.relock.decision.DecisionCase.Demand.SIGN_IN_AGAIN;
import static dev.relock.decision.DecisionCase.Fate.CLEARED;
import static dev.relock.decision.DecisionCase.Fate.COLLIDED;
import static dev.relock.decision.DecisionCase.Fate.FORGOTTEN_BY_THE_CACHE;
import static dev.relock.decision.DecisionCase.Fate.RESTARTED;
import static dev.relock.decision.DecisionCase.Ownership.NOBODY;
import static dev.relock.decision.DecisionCase.Ownership.OTHERS;
import static dev.relock.decision.DecisionCase.Ownership.THIS_USER;
import static dev.relock.decision.DecisionCase.Ownership.THIS_USER_OWNS_ANOTHER;
import static dev.relock.decision.DecisionCase.Ownership.TWO_USERS;

import dev.relock.proof.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The decision table: who signs in, on which browser, in which state, and what follows. Run as pure functions by {@link
 * DecisionTableTest}, through a real Keycloak by the tests of the test environment, and rendered into docs/decisions.md.
 */
public enum DecisionCase {
    OWNER(row("the owner").state(TrustState.TRUSTED)),
    ONE_OF_TWO_OWNERS(row("one of two owners").browser(TWO_USERS).state(TrustState.TRUSTED)),
    OTHER_USER(row("somebody else, on a browser that another user owns")
            .browser(OTHERS)
            .state(TrustState.OTHER_USER)),
    NOBODYS_BROWSER(
            row("anybody, on a browser that nobody owns").browser(NOBODY).state(TrustState.UNOWNED)),
    OWNER_ELSEWHERE(row("the owner of one browser, on another one")
            .browser(THIS_USER_OWNS_ANOTHER)
            .state(TrustState.UNOWNED)),

    ALMOST_EXPIRED(row("the owner, a minute before the trust runs out")
            .bound((data, now) -> data.put("expiresAt", now + 60))
            .state(TrustState.TRUSTED)),
    EXPIRED_NOW(row("the owner, in the second in which the trust runs out")
            .bound((data, now) -> data.put("expiresAt", now))
            .state(TrustState.EXPIRED)),
    EXPIRED_LONG_AGO(row("the owner, a year after the trust ran out")
            .bound((data, now) -> data.put("expiresAt", now - 31_536_000))
            .state(TrustState.EXPIRED)),
    NEVER_BOUND_FOR_A_TIME(row("the owner by a binding without an end")
            .bound((data, now) -> data.remove("expiresAt"))
            .state(TrustState.EXPIRED)),
    UNUSED_WITHOUT_LIMIT(row("the owner, a year after the last use, no idle lifetime")
            .bound((data, now) -> data.put("lastUsedAt", now - 31_536_000))
            .state(TrustState.TRUSTED)),
    USED_WITHIN_LIMIT(row("the owner, used within the idle lifetime")
            .set("relock.trustIdleLifetime", "86400")
            .bound((data, now) -> data.put("lastUsedAt", now - 86_000))
            .state(TrustState.TRUSTED)),
    UNUSED_BEYOND_LIMIT(row("the owner, unused for longer than the idle lifetime")
            .set("relock.trustIdleLifetime", "86400")
            .bound((data, now) -> data.put("lastUsedAt", now - 86_400))
            .state(TrustState.IDLE_EXPIRED)),
    EXPIRED_AND_UNUSED(row("the owner, trust run out and unused")
            .set("relock.trustIdleLifetime", "86400")
            .bound((data, now) -> {
                data.put("expiresAt", now - 1);
                data.put("lastUsedAt", now - 86_400);
            })
            .state(TrustState.EXPIRED)),

    SUSPENDED(row("the owner, suspended after a collision")
            .bound((data, now) -> data.put("suspended", "collision"))
            .state(TrustState.SUSPENDED)),
    SUSPENDED_AND_EXPIRED(row("the owner, suspended, and the trust run out")
            .bound((data, now) -> {
                data.put("suspended", "collision");
                data.put("expiresAt", now - 1);
            })
            .state(TrustState.SUSPENDED)),
    SUSPENDED_FOR_ANY_REASON(row("the owner, suspended for a reason of a later release")
            .bound((data, now) -> data.put("suspended", "something"))
            .state(TrustState.SUSPENDED)),
    BOUND_WITHOUT_SECOND_FACTOR(row("the owner, bound without a second factor")
            .bound((data, now) -> data.put("assurance", "authenticated"))
            .state(TrustState.WEAK)),
    BOUND_BY_AN_APPLICATION(row("the owner, bound by an application's word")
            .bound((data, now) -> data.put("assurance", "asserted"))
            .state(TrustState.WEAK)),
    BOUND_WITH_UNKNOWN_ASSURANCE(row("the owner, bound with an assurance of a later release")
            .bound((data, now) -> data.put("assurance", "certain"))
            .state(TrustState.WEAK)),
    BOUND_WITH_NO_ASSURANCE(row("the owner, bound with no assurance at all")
            .bound((data, now) -> data.remove("assurance"))
            .state(TrustState.WEAK)),
    KEY_REPLACED(row("the owner, another public key under the same id")
            .bound((data, now) -> data.put("publicKey", "{}"))
            .state(TrustState.KEY_REPLACED)),
    BOUND_AT_OTHER_ORIGIN(row("the owner, bound at another address")
            .bound((data, now) -> data.put("origin", "https://evil.example.org"))
            .state(TrustState.FOREIGN_ORIGIN)),
    BOUND_BY_OTHER_ISSUER(row("the owner, bound in another realm")
            .bound((data, now) -> data.put("issuer", "https://login.example.org/realms/other"))
            .state(TrustState.FOREIGN_ORIGIN)),
    LINEAGE_CHANGED(row("the owner, key agreement begun anew since")
            .bound((data, now) -> data.put("lineage", "another"))
            .state(TrustState.RENEWED)),
    OLDER_STATE(row("the owner, an older state than was used before")
            .bound((data, now) -> data.put("lastVersion", 1_000_000))
            .state(TrustState.RENEWED)),
    UNREADABLE(row("the owner, by a binding that cannot be read")
            .bound((data, now) -> data.put("deviceId", "?"))
            .state(TrustState.OTHER_USER)),

    PASSWORD_RESET(row("the owner, another password since, not chosen by a signed-in user")
            .bound(resting("password", "another/1"))
            .state(TrustState.ACCOUNT_CHANGED)),
    PASSWORD_OF_NO_ACCOUNT(row("the owner, another password since, relock.endOnPassword never")
            .set("relock.endOnPassword", "never")
            .bound(resting("password", "another/1"))
            .state(TrustState.TRUSTED)),
    SECOND_FACTOR_GONE(row("the owner, a second factor removed since")
            .bound(resting("factors", List.of("one that is gone")))
            .state(TrustState.ACCOUNT_CHANGED)),
    SIGNED_OUT_EVERYWHERE(row("the owner, signed out everywhere since")
            .bound(resting("signedOutBefore", -1))
            .state(TrustState.TRUSTED)),
    SIGNED_OUT_FOR_GOOD(row("the owner, signed out everywhere since, relock.endOnSignOut")
            .set("relock.endOnSignOut", "true")
            .bound(resting("signedOutBefore", -1))
            .state(TrustState.ACCOUNT_CHANGED)),
    BOUND_WITHOUT_CIRCUMSTANCES(row("the owner, by a binding that does not tell of the account")
            .bound((data, now) -> data.remove("circumstances"))
            .state(TrustState.ACCOUNT_CHANGED)),
    OTHER_NETWORK(row("the owner, from another network")
            .bound(resting("network", "cb0071"))
            .state(TrustState.TRUSTED)),
    OTHER_NETWORK_COUNTS(row("the owner, from another network, relock.sameNetwork")
            .set("relock.sameNetwork", "true")
            .bound(resting("network", "cb0071"))
            .state(TrustState.NETWORK_CHANGED)),
    SENSITIVE(row("the owner, at a client or for a client scope of relock.trust false")
            .demand(SENSITIVE_SCOPE)
            .state(TrustState.SENSITIVE_CLIENT)),
    NOTHING_IS_TRUSTED(row("the owner, relock.enabled false")
            .set("relock.enabled", "false")
            .state(TrustState.OFF)),

    RESTARTED_DEVICE(row("the owner, after the browser's keys had to be agreed on anew")
            .device(RESTARTED)
            .state(TrustState.RENEWED)),
    COLLIDED_DEVICE(row("the owner, after the browser's data turned up twice")
            .device(COLLIDED)
            .refused(Refusal.ENDED)),
    CLEARED_DEVICE(
            row("the owner, after the page erased the device").device(CLEARED).refused(Refusal.ENDED)),
    LOST_DEVICE(row("the owner, cache empty").device(FORGOTTEN_BY_THE_CACHE).refused(Refusal.SESSION_UNKNOWN)),

    NO_PROOF(row("the owner, no proof: JavaScript is off").proof(Proof.NONE)),
    MALFORMED_PROOF(row("the owner, malformed proof").proof(Proof.MALFORMED)),
    REPLAYED_PROOF(row("the owner, replayed proof").proof(Proof.REPLAYED).refused(Refusal.REPLAYED)),
    PROOF_OF_OTHER_LOGIN(row("the owner, proof made for another login")
            .proof(Proof.OF_ANOTHER_LOGIN)
            .refused(Refusal.MAC)),
    PROOF_OF_OTHER_CLIENT(row("the owner, proof made for a login at another client")
            .proof(Proof.OF_ANOTHER_CLIENT)
            .refused(Refusal.MAC)),
    PROOF_OF_NO_LOGIN(row("the owner, proof made for no login: lifted by a script")
            .proof(Proof.OF_NO_LOGIN)
            .refused(Refusal.MAC)),
    FORGED_TOKEN(row("the owner, forged token").proof(Proof.FORGED_TOKEN).refused(Refusal.MAC)),
    FORGED_SIGNATURE(
            row("the owner, forged signature").proof(Proof.FORGED_SIGNATURE).refused(Refusal.SIGNATURE)),
    SIGNATURE_OF_OTHER_TOKEN(row("the owner, signature of another token")
            .proof(Proof.SIGNATURE_OF_ANOTHER_TOKEN)
            .refused(Refusal.SIGNATURE)),
    SESSION_OF_OTHER_DEVICE(row("the owner, session of another browser")
            .proof(Proof.SESSION_OF_ANOTHER_DEVICE)
            .refused(Refusal.MAC)),
    UNKNOWN_SESSION(
            row("the owner, unknown session").proof(Proof.UNKNOWN_SESSION).refused(Refusal.SESSION_UNKNOWN)),
    UNKNOWN_EPOCH(row("the owner, epoch unknown").proof(Proof.UNKNOWN_EPOCH).refused(Refusal.EPOCH_UNKNOWN)),
    CLOSED_TAB(row("the owner, wrong epoch: its tab was closed")
            .proof(Proof.OF_A_CLOSED_TAB)
            .refused(Refusal.EPOCH_UNKNOWN)),
    OLD_EPOCH(row("the owner, a page older than ten minutes")
            .proof(Proof.OF_AN_OLD_PAGE)
            .refused(Refusal.EXPIRED)),
    OTHER_ORIGIN(row("the owner, keys of an application's origin")
            .proof(Proof.OF_AN_APPLICATION)
            .refused(Refusal.ORIGIN)),
    OTHER_REALM(row("the owner, proof of another realm")
            .proof(Proof.OF_ANOTHER_REALM)
            .refused(Refusal.SESSION_UNKNOWN)),
    STALE_EVIDENCE(row("the owner, proven more than five minutes ago in the same login")
            .proof(Proof.STALE)),
    FUTURE_EVIDENCE(row("the owner, proven on a node whose clock is 61 s ahead").proof(Proof.FROM_THE_FUTURE)),
    SKEWED_EVIDENCE(row("the owner, proven on a node whose clock is 60 s ahead")
            .proof(Proof.SKEWED)
            .state(TrustState.TRUSTED)),
    CACHE_ERROR(row("the owner, cache error").proof(Proof.STORE_FAILS).refused(Refusal.UNAVAILABLE)),

    LEVEL_1_ASKED(row("the owner, level 1 asked for").demand(LEVEL_1).state(TrustState.TRUSTED)),
    LEVEL_2_ASKED(row("the owner, level 2 asked for")
            .demand(LEVEL_2)
            .state(TrustState.TRUSTED)
            .stepUp(StepUp.Reason.LEVEL)),
    LEVEL_2_ALLOWED(row("the owner, level 2 asked for, relock.trustLevel 2")
            .demand(LEVEL_2)
            .set("relock.trustLevel", "2")
            .state(TrustState.TRUSTED)),
    LEVEL_1_FORBIDDEN(row("the owner, level 1 asked for, relock.trustLevel 0")
            .demand(LEVEL_1)
            .set("relock.trustLevel", "0")
            .state(TrustState.TRUSTED)
            .stepUp(StepUp.Reason.LEVEL)),
    PROMPT_LOGIN(row("the owner, told to sign in again")
            .demand(SIGN_IN_AGAIN)
            .state(TrustState.TRUSTED)
            .stepUp(StepUp.Reason.REAUTHENTICATION)),
    PROMPT_LOGIN_ALLOWED(row("the owner, told to sign in again, relock.trustReauthentication")
            .demand(SIGN_IN_AGAIN)
            .set("relock.trustReauthentication", "true")
            .state(TrustState.TRUSTED)),
    STRANGER_WITH_LEVEL_2(row("anybody, on a browser that nobody owns, level 2 asked for")
            .browser(NOBODY)
            .demand(LEVEL_2)
            .state(TrustState.UNOWNED)),
    STRANGER_TOLD_TO_SIGN_IN(row("anybody, on a browser that nobody owns, told to sign in again")
            .browser(NOBODY)
            .demand(SIGN_IN_AGAIN)
            .state(TrustState.UNOWNED));

    /** Whose the browser is. */
    public enum Ownership {
        THIS_USER,
        TWO_USERS,
        OTHERS,
        NOBODY,
        THIS_USER_OWNS_ANOTHER;

        /** Whether the user in question has a binding to the very browser. */
        public boolean isBound() {
            return this == THIS_USER || this == TWO_USERS;
        }
    }

    /** What has become of the device before the sign-in. */
    public enum Fate {
        ALIVE,
        RESTARTED,
        COLLIDED,
        CLEARED,
        FORGOTTEN_BY_THE_CACHE
    }

    /** What the sign-in brings along. */
    public enum Proof {
        GOOD,
        NONE,
        MALFORMED,
        REPLAYED,
        OF_ANOTHER_LOGIN,
        OF_ANOTHER_CLIENT,
        OF_NO_LOGIN,
        FORGED_TOKEN,
        FORGED_SIGNATURE,
        SIGNATURE_OF_ANOTHER_TOKEN,
        SESSION_OF_ANOTHER_DEVICE,
        UNKNOWN_SESSION,
        UNKNOWN_EPOCH,
        OF_A_CLOSED_TAB,
        OF_AN_OLD_PAGE,
        OF_AN_APPLICATION,
        OF_ANOTHER_REALM,
        STALE,
        FROM_THE_FUTURE,
        SKEWED,
        STORE_FAILS
    }

    /** What the request demands. */
    public enum Demand {
        NOTHING,
        LEVEL_1,
        LEVEL_2,
        SIGN_IN_AGAIN,
        SENSITIVE_SCOPE
    }

    /** What follows. */
    public enum Outcome {
        TRUST,
        ASK,
        DENY
    }

    /** Changed only while its constant is written down. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Row row;

    DecisionCase(Row row) {
        this.row = row;
    }

    public String title() {
        return row.title;
    }

    public Ownership ownership() {
        return row.ownership;
    }

    public Fate fate() {
        return row.fate;
    }

    public Proof proof() {
        return row.proof;
    }

    public Demand demand() {
        return row.demand;
    }

    /** Attributes of the realm. */
    public Map<String, String> settings() {
        return row.settings;
    }

    /** Changes the stored data of the binding of an owner; the time is in seconds since 1970. */
    public void bend(Map<String, Object> data, long now) {
        row.bound.accept(data, now);
    }

    /** What the browser is to the user. */
    public TrustState state() {
        return row.state;
    }

    /** Why the proof is not accepted. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(row.refusal);
    }

    /** Why trust is not enough. */
    public Optional<StepUp.Reason> stepUp() {
        return Optional.ofNullable(row.stepUp);
    }

    /** With the condition before the second factor. */
    public Outcome outcome() {
        return row.state == TrustState.TRUSTED && row.stepUp == null ? Outcome.TRUST : Outcome.ASK;
    }

    /** Where Relock device is told to deny untrusted browsers, and nothing comes behind it. */
    public Outcome outcomeOfDenial() {
        return row.state == TrustState.TRUSTED ? Outcome.TRUST : Outcome.DENY;
    }

    private static Row row(String title) {
        return new Row(title);
    }

    /** Changes one of the circumstances that are stored with a binding. */
    @SuppressWarnings("unchecked")
    private static BiConsumer<Map<String, Object>, Long> resting(String circumstance, Object value) {
        return (data, now) -> ((Map<String, Object>) data.get("circumstances")).put(circumstance, value);
    }

    /** One row while it is written down; what is not said is as usual. */
    private static final class Row {
        private final String title;
        private Ownership ownership = THIS_USER;
        private Fate fate = Fate.ALIVE;
        private Proof proof = Proof.GOOD;
        private Demand demand = Demand.NOTHING;
        private Map<String, String> settings = Map.of();
        private BiConsumer<Map<String, Object>, Long> bound = (data, now) -> {};
        private TrustState state = TrustState.UNPROVEN;
        private Refusal refusal;
        private StepUp.Reason stepUp;

        Row(String title) {
            this.title = title;
        }

        Row browser(Ownership whose) {
            ownership = whose;
            return this;
        }

        Row device(Fate become) {
            fate = become;
            return this;
        }

        Row proof(Proof brought) {
            proof = brought;
            return this;
        }

        Row demand(Demand demanded) {
            demand = demanded;
            return this;
        }

        Row set(String attribute, String value) {
            settings = Map.of(attribute, value);
            return this;
        }

        Row bound(BiConsumer<Map<String, Object>, Long> change) {
            bound = change;
            return this;
        }

        Row state(TrustState expected) {
            state = expected;
            return this;
        }

        Row refused(Refusal expected) {
            refusal = expected;
            return this;
        }

        Row stepUp(StepUp.Reason expected) {
            stepUp = expected;
            return this;
        }
    }
}
