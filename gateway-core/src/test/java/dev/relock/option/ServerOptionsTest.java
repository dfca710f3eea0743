package dev.relock.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;

class ServerOptionsTest {
    private static final String PREFIX = "relock.options-test.";

    @AfterEach
    void forget() {
        for (ServerOption option : ServerOption.values()) {
            System.clearProperty(PREFIX + option.id());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotGivenHasItsDefaultWhichIsInRange(ServerOption option) {
        assertThat(read().get(option)).isEqualTo(option.byDefault()).isBetween(option.min(), option.max());
    }

    @ParameterizedTest
    @EnumSource
    void bothEndsOfTheRangeAreTaken(ServerOption option) {
        give(option, Long.toString(option.min()));
        assertThat(read().get(option)).isEqualTo(option.min());
        give(option, " " + option.max() + " ");
        assertThat(read().get(option)).isEqualTo(option.max());
    }

    @ParameterizedTest
    @EnumSource
    void oneBeyondEitherEndStopsTheStartAndTellsTheRange(ServerOption option) {
        for (long value : new long[] {option.min() - 1, option.max() + 1}) {
            give(option, Long.toString(value));
            assertThatThrownBy(ServerOptionsTest::read)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(option.argument() + "=" + value)
                    .hasMessageContaining("from " + option.min() + " to " + option.max());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "1.5", "1e3", "0x10", "99999999999999999999", "-", "1 000"})
    void whatIsNoWholeNumberStopsTheStart(String text) {
        give(ServerOption.VISITORS_MAX_COUNT, text);
        assertThatThrownBy(ServerOptionsTest::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("--spi-relock--keycloak--visitors-max-count=" + text)
                .hasMessageContaining("from 1 to 100000000");
    }

    private static void give(ServerOption option, String value) {
        System.setProperty(PREFIX + option.id(), value);
    }

    private static ServerOptions read() {
        return ServerOptions.read(new Config.SystemPropertiesScope(PREFIX));
    }
}
