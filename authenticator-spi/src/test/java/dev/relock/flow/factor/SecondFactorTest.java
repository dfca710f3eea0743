package dev.relock.flow.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecondFactorTest {
    private static final Set<String> TWO_FACTOR =
            Set.of("otp", "webauthn", "recovery-authn-codes", "relock-device", "sms");

    @Test
    void aCheckedOneTimeCodeIsASecondFactor() {
        assertThat(passed(Set.of("password", "otp"), "password", "otp")).isTrue();
    }

    @Test
    void aPasswordAloneIsNone() {
        assertThat(passed(Set.of("password"), "password")).isFalse();
    }

    @Test
    void theDeviceItselfIsNone() {
        assertThat(passed(Set.of("password", "relock-device"), "password", "relock-device"))
                .isFalse();
    }

    @Test
    void anOtpFormThatWasSkippedByItsOwnRulesIsNone() {
        assertThat(passed(Set.of("password", "otp"), "password")).isFalse();
    }

    @Test
    void aCodeCheckedByAnExecutionThatDidNotSucceedIsNone() {
        assertThat(passed(Set.of("password"), "password", "otp")).isFalse();
    }

    @Test
    void aForeignSecondFactorCountsByItsCategory() {
        assertThat(passed(Set.of("password", "sms"), "password")).isTrue();
    }

    private static boolean passed(Set<String> succeeded, String... checked) {
        return SecondFactor.isPassed(succeeded, TWO_FACTOR, List.of(checked));
    }
}
