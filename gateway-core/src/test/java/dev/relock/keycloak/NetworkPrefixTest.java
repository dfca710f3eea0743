package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkPrefixTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 24, 48, c00002",
        "192.0.2.77, 32, 48, c000024d",
        "192.0.2.77, 0, 48, ''",
        "192.0.2.77, 26, 48, c0000240",
        "192.0.2.77, 1, 48, 80",
        // An IPv4 address that is written as an IPv6 one is in the IPv4 network.
        "::ffff:192.0.2.77, 24, 48, c00002",
        "::ffff:c000:24d, 24, 48, c00002",
        "2001:db8:1234:5678::1, 24, 48, 20010db81234",
        "2001:db8:1234:5678::1, 24, 44, 20010db81230",
        "2001:db8:1234:5678::1, 24, 128, 20010db8123456780000000000000001",
        "2001:db8:1234:5678::1, 24, 0, ''",
        "::1, 24, 48, 000000000000",
    })
    void theFirstBitsNameTheNetwork(String address, int ipv4Bits, int ipv6Bits, String network) {
        assertThat(new NetworkPrefix(ipv4Bits, ipv6Bits).of(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "''", "example.org", "unix:/run/socket", "1.2.3.4.5", "fe80::1%eth0"})
    void whatIsNoAddressIsInNoNetworkAndIsNotLookedUp(String address) {
        assertThat(new NetworkPrefix(24, 48).of(address)).isEmpty();
    }

    @Test
    void noAddressIsInNoNetwork() {
        assertThat(new NetworkPrefix(24, 48).of(null)).isEmpty();
    }
}
