package dev.relock.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentVersionTest {
    @ParameterizedTest
    @CsvSource({"1.2.3, 1.2.4", "1.2.9, 1.2.10", "1.9.0, 1.10.0", "9.9.9, 10.0.0", "0.1.0-beta.1, 0.1.1"})
    void olderAndNewer(String older, String newer) {
        assertThat(AgentVersion.parse(older).orElseThrow())
                .isLessThan(AgentVersion.parse(newer).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "1.2.3.4", "a.b.c", "-1.0.0", "1.2.3 ", "9999999.0.0"})
    void whatIsNoVersionIsNone(String text) {
        assertThat(AgentVersion.parse(text)).isEmpty();
    }
}
