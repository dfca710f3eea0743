package dev.relock.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustStateTest {
    @ParameterizedTest
    @EnumSource(
            value = TrustState.class,
            names = {"TRUSTED", "SUSPENDED", "FOREIGN_ORIGIN", "KEY_REPLACED", "SENSITIVE_CLIENT", "OFF"})
    void aTrustedOrSuspendedOrForeignBrowserIsNotBound(TrustState state) {
        assertThat(state.isBindable()).isFalse();
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
        assertThat(state.isBindable()).isTrue();
    }
}
