package dev.relock.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.PureWorld.Result;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionTableTest {
    @ParameterizedTest
    @EnumSource
    void eachRow(DecisionCase played) {
        Result result = new PureWorld(played).play();

        assertThat(result.refusal()).as("reason").isEqualTo(played.refusal());
        assertThat(result.state()).isEqualTo(played.state());
        assertThat(result.stepUp()).isEqualTo(played.stepUp());
    }

    @Test
    void everyStateHasARow() {
        assertThat(Arrays.stream(DecisionCase.values()).map(DecisionCase::state))
                .contains(TrustState.values());
    }
}
