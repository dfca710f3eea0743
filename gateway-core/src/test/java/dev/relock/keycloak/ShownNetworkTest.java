package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0/24",
        "10.1.2.3, 10.1.2.0/24",
        "2001:db8:7:1:2:3:4:5, 2001:db8:7::/48",
        "2001:db8::1, 2001:db8:0::/48",
        "::ffff:203.0.113.77, 203.0.113.0/24",
    })
    void tellsRoughlyWhere(String address, String network) {
        assertThat(ShownNetwork.of(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0", "fe80::1", "169.254.1.1", "example.org", "unknown"})
    void tellsNothingWhereNothingIsKnown(String address) {
        assertThat(ShownNetwork.of(address)).isEmpty();
    }
}
