package dev.relock.flow.remember;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberRuleTest {
    private static final long NOW = 1_800_000_000L;

    @ParameterizedTest
    @CsvSource({
        // age of the last full sign-in, the policy's longest, the application's longest (-1: none), asked anew, allowed
        "0, 3600, -1, false, true",
        "3599, 3600, -1, false, true",
        "3600, 3600, -1, false, false",
        "0, 0, -1, false, false",
        "10, 3600, -1, true, false",
        "10, 3600, 10, false, true",
        "11, 3600, 10, false, false",
        "0, 3600, 0, false, true",
        "1, 3600, 0, false, false",
        // A binding from before this was written down was never signed in to.
        "1800000000, 31536000, -1, false, false",
    })
    void table(long age, long longest, long asked, boolean anew, boolean allowed) {
        RememberRule rule = new RememberRule(longest, asked < 0 ? OptionalLong.empty() : OptionalLong.of(asked), anew);

        assertThat(rule.allows(NOW - age, NOW)).isEqualTo(allowed);
    }
}
