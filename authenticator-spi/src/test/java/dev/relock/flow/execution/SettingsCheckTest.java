package dev.relock.flow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.flow.bind.RelockBindAuthenticatorFactory;
import dev.relock.flow.condition.RelockConditionAuthenticatorFactory;
import dev.relock.flow.device.RelockDeviceAuthenticatorFactory;
import dev.relock.flow.remember.RelockRememberMeAuthenticatorFactory;
import dev.relock.flow.session.RelockSessionAuthenticatorFactory;
import dev.relock.gateway.CheckedSettings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the settings of an execution is told. */
class SettingsCheckTest {
    private static final Map<String, CheckedSettings> EXECUTIONS = Map.of(
            "bind", new RelockBindAuthenticatorFactory(),
            "condition", new RelockConditionAuthenticatorFactory(),
            "device", new RelockDeviceAuthenticatorFactory(),
            "remember", new RelockRememberMeAuthenticatorFactory(),
            "session", new RelockSessionAuthenticatorFactory());

    @ParameterizedTest
    @CsvSource({
        "bind, consent, false",
        "bind, factors, otp##text-message",
        "bind, lifetime, 60",
        "bind, lifetime, ''",
        "bind, after, link",
        "condition, skipStates, trusted##unowned",
        "device, untrusted, deny",
        "remember, maxAge, 0",
        "session, cookieClients, anything",
        "device, default.reference.value, swk"
    })
    void whatIsRightIsNotComplainedAbout(String execution, String setting, String value) {
        assertThat(EXECUTIONS.get(execution).complaints(Map.of(setting, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bind, consent, no",
        "bind, lifetime, 59",
        "bind, lifetime, 30d",
        "bind, after, links",
        "condition, skipStates, trusted##unproven",
        "device, untrusted, Deny",
        "remember, maxAge, -1",
        "device, untrustd, deny"
    })
    void whatIsMistypedIs(String execution, String setting, String value) {
        assertThat(EXECUTIONS.get(execution).complaints(Map.of(setting, value))).containsOnlyKeys(setting);
    }
}
