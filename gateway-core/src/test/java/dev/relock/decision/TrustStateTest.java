package dev.relock.flow.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.TrustState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CandidateTest {
    @ParameterizedTest
    @EnumSource(
            value = TrustState.class,
            names = {"TRUSTED", "SUSPENDED", "FOREIGN_ORIGIN", "KEY_REPLACED", "SENSITIVE_CLIENT", "OFF"})
    void aTrustedOrSuspendedOrForeignBrowserIsNotBound(TrustState state) {
        assertThat(Candidate.mayOwn(state)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustState.class,
            names = {
                "UNOWNED",
                "OTHER_USER",
                "WEAK",
                "RENEWED",
                "EXPIRED",
                "IDLE_EXPIRED",
                "ACCOUNT_CHANGED",
                "NETWORK_CHANGED"
            })
    void aSecondFactorMakesTheseTheUsersOwn(TrustState state) {
        assertThat(Candidate.mayOwn(state)).isTrue();
    }
}
