package dev.relock.flow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.AuthenticatorConfigModel;

class ExecutionConfigTest {
    @Test
    void anExecutionThatWasNeverConfiguredHasNoValues() {
        assertThat(ExecutionConfig.of((AuthenticatorConfigModel) null).values()).isEmpty();
        assertThat(ExecutionConfig.of(new AuthenticatorConfigModel()).values()).isEmpty();
    }

    @Test
    void aListIsWhatItsPartsAre() {
        assertThat(config("a## b ####").list("key")).containsExactly("a", "b");
        assertThat(config("").list("key")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "3600, 3600", "59, 7", "3601, 7", "-1, 7", "soon, 7", "99999999999999999999, 7"})
    void secondsOutOfRangeCountAsWhatIsSafe(String value, long seconds) {
        assertThat(config(value).seconds(new Seconds("key", 60, 3600, 7))).isEqualTo(OptionalLong.of(seconds));
    }

    @Test
    void secondsThatAreNotSetAreNotSet() {
        assertThat(config(" ").seconds(new Seconds("key", 60, 3600, 7))).isEmpty();
    }

    private static ExecutionConfig config(String value) {
        return new ExecutionConfig(Map.of("key", value));
    }
}
