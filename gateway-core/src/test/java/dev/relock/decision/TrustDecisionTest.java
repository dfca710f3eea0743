package dev.relock.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.owner.Assurance;
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
                    expiresAt);
        }
    }

    private TrustState decide() {
        return TrustDecision.decide(Optional.of(evidence.build()), Optional.of(binding.build()), POLICY, NOW);
    }

    private TrustState decideUnbound() {
        return TrustDecision.decide(Optional.of(evidence.build()), Optional.empty(), POLICY, NOW);
    }

    @Test
    void anOwnedDeviceThatProvesItselfIsTrusted() {
        assertThat(decide()).isEqualTo(TrustState.TRUSTED);
    }

    @Test
    void withoutProofNothingIsTrusted() {
        assertThat(TrustDecision.decide(Optional.empty(), Optional.of(binding.build()), POLICY, NOW))
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

    private TrustState standing() {
        return TrustDecision.standing(binding.build(), POLICY, NOW);
    }
}
