package dev.relock.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnrolmentLimitsTest {
    private static final long NOW = 3 * EnrolmentLimits.WINDOW;

    @Test
    void oneAddressGetsItsShareAndNoMoreWithinTheWindow() {
        EnrolmentLimits limits = new EnrolmentLimits(3, 1000);
        assertThat(admitted(limits, "c0000201", 10, NOW)).isEqualTo(3);
        assertThat(admitted(limits, "c0000201", 10, NOW + EnrolmentLimits.WINDOW - 1))
                .isZero();
        assertThat(admitted(limits, "c0000201", 10, NOW + EnrolmentLimits.WINDOW))
                .isEqualTo(3);
    }

    /** What a flooding address is refused must not use up what all together may have. */
    @Test
    void anAddressThatFloodsTakesNothingFromOthers() {
        EnrolmentLimits limits = new EnrolmentLimits(3, 6);
        assertThat(admitted(limits, "flood", 100_000, NOW)).isEqualTo(3);
        assertThat(admitted(limits, "office", 3, NOW)).isEqualTo(3);
    }

    @Test
    void allAddressesTogetherGetNoMoreThanTheTotal() {
        EnrolmentLimits limits = new EnrolmentLimits(10, 500);
        long admitted = IntStream.range(0, 20_000)
                .filter(i -> limits.admits("address-" + i, NOW))
                .count();
        assertThat(admitted).isEqualTo(500);
    }

    /** A table that grew, or forgot, would be what a flood from many addresses is after. */
    @Test
    void aFloodFromManyAddressesWashesNoCounterOut() {
        EnrolmentLimits limits = new EnrolmentLimits(3, 1_000_000);
        assertThat(admitted(limits, "flood", 10, NOW)).isEqualTo(3);
        IntStream.range(0, 200_000).forEach(i -> limits.admits("address-" + i, NOW));
        assertThat(admitted(limits, "flood", 10, NOW)).isZero();
    }

    private static long admitted(EnrolmentLimits limits, String network, int times, long now) {
        return IntStream.range(0, times)
                .filter(i -> limits.admits(network, now))
                .count();
    }
}
