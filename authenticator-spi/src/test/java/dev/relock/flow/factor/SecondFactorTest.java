package dev.relock.flow.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void aPasskeyIsTwoFactorsInOneAlsoOnThePasswordForm() {
        assertThat(passed(Set.of("password"), "webauthn-passwordless")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // wanted, category of what succeeded, what was checked, whether it will do
        "phishing-resistant, webauthn, webauthn, true",
        "phishing-resistant, password, webauthn-passwordless, true",
        "phishing-resistant, webauthn, otp, false",
        "phishing-resistant, otp, otp, false",
        "phishing-resistant, sms, sms, false",
        "sms, sms, password, true",
        "sms-execution, sms, password, true",
        "sms, otp, otp, false",
        "otp, otp, otp, true",
        "otp, otp, password, false",
        "otp-execution, otp, password, false",
        "webauthn-passwordless, password, webauthn-passwordless, true",
        "password, password, password, false",
        "password-execution, password, password, false",
        "relock-device, relock-device, relock-device, false",
        "relock-device-execution, relock-device, relock-device, false",
    })
    void onlyWhatThePolicyNamesWillDo(String wanted, String category, String checked, boolean willDo) {
        assertThat(SecondFactor.isPassed(succeeded(Set.of(category)), TWO_FACTOR, List.of(checked), List.of(wanted)))
                .isEqualTo(willDo);
    }

    @Test
    void aPolicyThatNamesNothingLetsNothingBind() {
        assertThat(SecondFactor.isPassed(succeeded(Set.of("otp")), TWO_FACTOR, List.of("otp"), List.of()))
                .isFalse();
    }

    private static boolean passed(Set<String> succeeded, String... checked) {
        return SecondFactor.isPassed(succeeded(succeeded), TWO_FACTOR, List.of(checked), List.of(SecondFactor.ANY));
    }

    private static List<SecondFactor.Succeeded> succeeded(Set<String> categories) {
        return categories.stream()
                .map(category -> new SecondFactor.Succeeded(category + "-execution", category))
                .toList();
    }
}
