package dev.relock.flow.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.TrustState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.models.AuthenticatorConfigModel;

class RelockConditionConfigTest {
    @ParameterizedTest
    @EnumSource(TrustState.class)
    void byDefaultOnlyATrustedBrowserSkips(TrustState state) {
        assertThat(RelockConditionConfig.of(null).skips(state)).isEqualTo(state == TrustState.TRUSTED);
    }

    @ParameterizedTest
    @EnumSource(TrustState.class)
    void withNothingSelectedNobodySkips(TrustState state) {
        assertThat(RelockConditionConfig.of(new AuthenticatorConfigModel()).skips(state))
                .isFalse();
        assertThat(config("").skips(state)).isFalse();
    }

    @Test
    void theSelectedStatesSkip() {
        RelockConditionConfig config = config("trusted##idle-expired");

        assertThat(Arrays.stream(TrustState.values()).filter(config::skips).toList())
                .isEqualTo(List.of(TrustState.TRUSTED, TrustState.IDLE_EXPIRED));
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustState.class,
            names = {"UNPROVEN", "OFF", "SENSITIVE_CLIENT"})
    void withoutProofOrAgainstThePolicyNobodySkipsWhateverIsConfigured(TrustState state) {
        assertThat(config(state.id()).skips(state)).isFalse();
        assertThat(RelockConditionSettings.ALL.get(0).getOptions())
                .doesNotContain(state.id())
                .hasSize(TrustState.values().length - 3);
    }

    private static RelockConditionConfig config(String states) {
        AuthenticatorConfigModel model = new AuthenticatorConfigModel();
        model.setConfig(Map.of(RelockConditionSettings.SKIP_STATES, states));
        return RelockConditionConfig.of(model);
    }
}
