package dev.relock.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Origin;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustDecisionTest {
    private static final long NOW = 1_800_000_000L;
    private static final DeviceId DEVICE = DeviceId.ofThumbprint(new byte[32]);
    private static final Origin ORIGIN = new Origin("https://login.example.com");
    private static final TrustPolicy POLICY = new TrustPolicy(86_400, 3600, 10, Assurance.MFA);

    private static final Circumstances AS_BEFORE = new Circumstances("p/1", Set.of("otp-1"), "mail", 0, "c0a801");

    private final Evidence evidence = new Evidence();
    private final Binding binding = new Binding();

    /** Evidence in which every member is as it should be; a test bends one. */
    private static final class Evidence {
        String key = "jwk";
        String issuer = "iss";
        boolean keycloakOrigin = true;
        String lineage = "l1";
        long version = 7;
        Set<String> owners = Set.of("alice");
        long provenAt = NOW;

        DeviceEvidence build() {
            return new DeviceEvidence(
                    DEVICE, key, issuer, ORIGIN, keycloakOrigin, lineage, version, "e", "s", owners, provenAt);
        }
    }

    private static final class Binding {
        String origin = ORIGIN.value();
        Assurance assurance = Assurance.MFA;
        String suspended = "";
        long lastVersion = 7;
        long lastUsedAt = NOW - 60;
        long expiresAt = NOW + 60;

        OwnerBinding build() {
            return new OwnerBinding(
                    "id",
                    "alice",
                    DEVICE,
                    "jwk",
                    "iss",
                    origin,
                    assurance,
                    suspended,
                    "l1",
                    lastVersion,
                    "label",
                    0,
                    lastUsedAt,
                    lastUsedAt,
                    expiresAt,
                    AS_BEFORE);
        }
    }

    private TrustState decide() {
        return decide(AS_BEFORE, POLICY);
    }

    private TrustState decide(Circumstances now, TrustPolicy policy) {
        return TrustDecision.decide(Optional.of(evidence.build()), Optional.of(binding.build()), now, policy, NOW);
    }

    private TrustState decideUnbound() {
        return TrustDecision.decide(Optional.of(evidence.build()), Optional.empty(), AS_BEFORE, POLICY, NOW);
    }

    @Test
    void anOwnedDeviceThatProvesItselfIsTrusted() {
        assertThat(decide()).isEqualTo(TrustState.TRUSTED);
    }

    @Test
    void withoutProofNothingIsTrusted() {
        assertThat(TrustDecision.decide(Optional.empty(), Optional.of(binding.build()), AS_BEFORE, POLICY, NOW))
                .isEqualTo(TrustState.UNPROVEN);
    }

    @Test
    void evidenceOlderThanFiveMinutesIsNone() {
        evidence.provenAt = NOW - 300;
        assertThat(decide()).isEqualTo(TrustState.TRUSTED);
        evidence.provenAt = NOW - 301;
        assertThat(decide()).isEqualTo(TrustState.UNPROVEN);
    }

    @Test
    void evidenceFromTheFutureIsNone() {
        evidence.provenAt = NOW + 61;
        assertThat(decide()).isEqualTo(TrustState.UNPROVEN);
    }

    @Test
    void nobodysDeviceIsUnowned() {
        evidence.owners = Set.of();
        assertThat(decideUnbound()).isEqualTo(TrustState.UNOWNED);
    }

    @Test
    void somebodyElsesDeviceIsTheirs() {
        assertThat(decideUnbound()).isEqualTo(TrustState.OTHER_USER);
    }

    @Test
    void anApplicationsKeyDoesNotCountAtKeycloaksLogin() {
        evidence.keycloakOrigin = false;
        assertThat(decide()).isEqualTo(TrustState.FOREIGN_ORIGIN);
    }

    @Test
    void aBindingOfAnotherOriginDoesNotCount() {
        binding.origin = "https://evil.example.com";
        assertThat(decide()).isEqualTo(TrustState.FOREIGN_ORIGIN);
    }

    @Test
    void aBindingOfAnotherIssuerDoesNotCount() {
        evidence.issuer = "other";
        assertThat(decide()).isEqualTo(TrustState.FOREIGN_ORIGIN);
    }

    @Test
    void anotherKeyUnderTheSameIdDoesNotCount() {
        evidence.key = "other";
        assertThat(decide()).isEqualTo(TrustState.KEY_REPLACED);
    }

    @Test
    void aSuspendedBindingDoesNotCount() {
        binding.suspended = "collision";
        assertThat(decide()).isEqualTo(TrustState.SUSPENDED);
    }

    @Test
    void trustRunsOutAtItsSecond() {
        binding.expiresAt = NOW + 1;
        assertThat(decide()).isEqualTo(TrustState.TRUSTED);
        binding.expiresAt = NOW;
        assertThat(decide()).isEqualTo(TrustState.EXPIRED);
    }

    @Test
    void anUnusedBindingRunsOut() {
        binding.lastUsedAt = NOW - 3600;
        assertThat(decide()).isEqualTo(TrustState.IDLE_EXPIRED);
    }

    @Test
    void aBindingWithoutASecondFactorIsTooWeak() {
        binding.assurance = Assurance.AUTHENTICATED;
        assertThat(decide()).isEqualTo(TrustState.WEAK);
        binding.assurance = Assurance.ASSERTED;
        assertThat(decide()).isEqualTo(TrustState.WEAK);
    }

    @Test
    void aKeyAgreementThatStartedOverNeedsASecondFactor() {
        evidence.lineage = "l2";
        assertThat(decide()).isEqualTo(TrustState.RENEWED);
    }

    @Test
    void anOlderStateThatWasResumedNeedsASecondFactor() {
        evidence.version = 6;
        assertThat(decide()).isEqualTo(TrustState.RENEWED);
    }

    @Test
    void withoutProofABindingIsWorthAtMostWhatItSaysOfItself() {
        assertThat(standing()).isEqualTo(TrustState.TRUSTED);
        binding.assurance = Assurance.AUTHENTICATED;
        assertThat(standing()).isEqualTo(TrustState.WEAK);
        binding.lastUsedAt = NOW - 3600;
        assertThat(standing()).isEqualTo(TrustState.IDLE_EXPIRED);
        binding.expiresAt = NOW;
        assertThat(standing()).isEqualTo(TrustState.EXPIRED);
        binding.suspended = "collision";
        assertThat(standing()).isEqualTo(TrustState.SUSPENDED);
    }

    @Test
    void withoutProofABindingIsWorthNothingOnceTheAccountHasChanged() {
        Circumstances reset = AS_BEFORE.withPassword("p/2");
        assertThat(TrustDecision.standing(binding.build(), reset, POLICY, NOW)).isEqualTo(TrustState.ACCOUNT_CHANGED);
        binding.expiresAt = NOW;
        assertThat(TrustDecision.standing(binding.build(), reset, POLICY, NOW)).isEqualTo(TrustState.EXPIRED);
    }

    @Test
    void whoseNetworkTellsNothingIsNotAskedForIt() {
        Circumstances elsewhere = new Circumstances("p/1", Set.of("otp-1"), "mail", 0, "0a0000");
        TrustPolicy policy = policy(true, true, true, Endings.DEFAULT);
        assertThat(decide(elsewhere, policy.wherever())).isEqualTo(TrustState.TRUSTED);
        assertThat(decide(AS_BEFORE.withPassword("p/2"), policy.wherever())).isEqualTo(TrustState.ACCOUNT_CHANGED);
    }

    private TrustState standing() {
        return TrustDecision.standing(binding.build(), AS_BEFORE, POLICY, NOW);
    }

    @Test
    void aPasswordThatNobodyAccountsForEndsTheTrustUnlessThePolicySaysNever() {
        Circumstances reset = AS_BEFORE.withPassword("p/2");
        assertThat(decide(reset, endings(Endings.Password.RESET, false, false, false)))
                .isEqualTo(TrustState.ACCOUNT_CHANGED);
        assertThat(decide(reset, endings(Endings.Password.ANY, false, false, false)))
                .isEqualTo(TrustState.ACCOUNT_CHANGED);
        assertThat(decide(reset, endings(Endings.Password.NEVER, false, false, false)))
                .isEqualTo(TrustState.TRUSTED);
        assertThat(decide(reset, POLICY)).isEqualTo(TrustState.ACCOUNT_CHANGED);
    }

    @Test
    void aSecondFactorThatIsGoneEndsTheTrustAndOneMoreDoesNot() {
        Circumstances gone = factors("otp-2");
        assertThat(decide(gone, endings(Endings.Password.NEVER, true, false, false)))
                .isEqualTo(TrustState.ACCOUNT_CHANGED);
        assertThat(decide(gone, endings(Endings.Password.NEVER, false, false, false)))
                .isEqualTo(TrustState.TRUSTED);
        assertThat(decide(gone, POLICY)).isEqualTo(TrustState.ACCOUNT_CHANGED);
        assertThat(decide(factors("otp-1", "webauthn-1"), POLICY)).isEqualTo(TrustState.TRUSTED);
    }

    @Test
    void anotherAddressEndsTheTrustWhereThePolicySaysSo() {
        Circumstances moved = new Circumstances("p/1", Set.of("otp-1"), "other", 0, "c0a801");
        assertThat(decide(moved, POLICY)).isEqualTo(TrustState.TRUSTED);
        assertThat(decide(moved, endings(Endings.Password.RESET, true, true, false)))
                .isEqualTo(TrustState.ACCOUNT_CHANGED);
    }

    @Test
    void toBeSignedOutEverywhereEndsTheTrustWhereThePolicySaysSo() {
        Circumstances signedOut = new Circumstances("p/1", Set.of("otp-1"), "mail", 1_799_999_999L, "c0a801");
        assertThat(decide(signedOut, POLICY)).isEqualTo(TrustState.TRUSTED);
        assertThat(decide(signedOut, endings(Endings.Password.RESET, true, false, true)))
                .isEqualTo(TrustState.ACCOUNT_CHANGED);
    }

    @Test
    void whatIsUnknownHasChanged() {
        assertThat(endings(Endings.Password.RESET, false, false, false)
                        .endings()
                        .hasEnded(Circumstances.UNKNOWN, AS_BEFORE))
                .isTrue();
        assertThat(endings(Endings.Password.NEVER, true, false, false)
                        .endings()
                        .hasEnded(Circumstances.UNKNOWN, AS_BEFORE))
                .isTrue();
    }

    @Test
    void anotherNetworkCountsOnlyWhereThePolicyLooksAtIt() {
        Circumstances elsewhere = new Circumstances("p/1", Set.of("otp-1"), "mail", 0, "0a0000");
        assertThat(decide(elsewhere, POLICY)).isEqualTo(TrustState.TRUSTED);
        assertThat(decide(elsewhere, policy(true, true, true, Endings.DEFAULT))).isEqualTo(TrustState.NETWORK_CHANGED);
        assertThat(decide(AS_BEFORE, policy(true, true, true, Endings.DEFAULT))).isEqualTo(TrustState.TRUSTED);
    }

    @Test
    void aSensitiveClientTakesNoTrustedBrowser() {
        assertThat(decide(AS_BEFORE, policy(true, false, false, Endings.DEFAULT)))
                .isEqualTo(TrustState.SENSITIVE_CLIENT);
        evidence.lineage = "l2";
        assertThat(decide(AS_BEFORE, policy(true, false, false, Endings.DEFAULT)))
                .isEqualTo(TrustState.RENEWED);
    }

    @Test
    void whenAllTrustIsOffNothingIsTrusted() {
        assertThat(decide(AS_BEFORE, policy(false, true, false, Endings.DEFAULT)))
                .isEqualTo(TrustState.OFF);
        evidence.provenAt = 0;
        assertThat(decide(AS_BEFORE, policy(false, true, false, Endings.DEFAULT)))
                .isEqualTo(TrustState.OFF);
    }

    private static Circumstances factors(String... ids) {
        return new Circumstances("p/1", Set.of(ids), "mail", 0, "c0a801");
    }

    private static TrustPolicy endings(Endings.Password password, boolean factors, boolean email, boolean signOut) {
        return policy(true, true, false, new Endings(password, factors, email, signOut));
    }

    private static TrustPolicy policy(boolean enabled, boolean clientTrusts, boolean sameNetwork, Endings endings) {
        return new TrustPolicy(86_400, 3600, 10, Assurance.MFA, enabled, clientTrusts, false, sameNetwork, endings);
    }

    private TrustState decideForApplication() {
        return TrustDecision.decideForApplication(
                Optional.of(evidence.build()), Optional.of(binding.build()), AS_BEFORE, POLICY.forApplication(), NOW);
    }

    @Test
    void anApplicationsOwnOriginIsJudgedForThatApplicationOnly() {
        binding.assurance = Assurance.AUTHENTICATED;
        evidence.keycloakOrigin = false;
        assertThat(decideForApplication()).isEqualTo(TrustState.TRUSTED);
        assertThat(TrustDecision.decide(
                        Optional.of(evidence.build()),
                        Optional.of(binding.build()),
                        AS_BEFORE,
                        POLICY.forApplication(),
                        NOW))
                .isEqualTo(TrustState.FOREIGN_ORIGIN);

        evidence.keycloakOrigin = true;
        assertThat(decideForApplication()).isEqualTo(TrustState.FOREIGN_ORIGIN);
    }

    @Test
    void anApplicationsWordAloneIsWeakThereToo() {
        evidence.keycloakOrigin = false;
        binding.assurance = Assurance.ASSERTED;
        assertThat(decideForApplication()).isEqualTo(TrustState.WEAK);
        binding.assurance = Assurance.AUTHENTICATED;
        binding.suspended = "collision";
        assertThat(decideForApplication()).isEqualTo(TrustState.SUSPENDED);
    }
}
