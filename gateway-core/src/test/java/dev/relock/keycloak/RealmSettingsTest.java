package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.decision.Endings;
import dev.relock.decision.TrustPolicy;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RealmModel;

/** What the attributes of a realm say, and what they say when they are mistyped. */
class RealmSettingsTest {
    private final Map<String, String> attributes = new HashMap<>();

    @Test
    void aRealmThatSaysNothingHasTheDefaults() {
        TrustPolicy policy = settings().trustPolicy(true);

        assertThat(policy.enabled()).isTrue();
        assertThat(policy.reportOnly()).isFalse();
        assertThat(policy.sameNetwork()).isFalse();
        assertThat(policy.endings()).isEqualTo(Endings.DEFAULT);
        assertThat(settings().endsWhenDisabled()).isFalse();
        assertThat(settings().signInPolicy().rememberMe()).isZero();
        assertThat(settings().signInPolicy().bindFactors()).containsExactly("any");
    }

    @Test
    void anAttributeThatIsEmptyCountsAsAbsent() {
        for (RealmAttribute attribute : RealmAttribute.values()) {
            attributes.put(attribute.id(), " ");
        }

        aRealmThatSaysNothingHasTheDefaults();
    }

    @Test
    void aRealmIsTakenAtItsWord() {
        attributes.put("relock.enabled", "false");
        attributes.put("relock.reportOnly", "true");
        attributes.put("relock.sameNetwork", "true");
        attributes.put("relock.endOnPassword", "never");
        attributes.put("relock.endOnFactor", "false");
        attributes.put("relock.endOnEmail", "true");
        attributes.put("relock.endOnSignOut", "true");
        attributes.put("relock.endOnDisabled", "true");
        attributes.put("relock.rememberMe", "3600");
        attributes.put("relock.bindFactors", "webauthn## sms ##");

        TrustPolicy policy = settings().trustPolicy(true);

        assertThat(policy.enabled()).isFalse();
        assertThat(policy.reportOnly()).isTrue();
        assertThat(policy.sameNetwork()).isTrue();
        assertThat(policy.endings()).isEqualTo(new Endings(Endings.Password.NEVER, false, true, true));
        assertThat(settings().endsWhenDisabled()).isTrue();
        assertThat(settings().signInPolicy().rememberMe()).isEqualTo(3600);
        assertThat(settings().signInPolicy().bindFactors()).containsExactly("webauthn", "sms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "0", "maybe"})
    void aMistypedWordCountsAsTheSaferOne(String word) {
        for (RealmAttribute attribute : RealmAttribute.values()) {
            attributes.put(attribute.id(), word);
        }

        TrustPolicy policy = settings().trustPolicy(true);

        assertThat(policy.enabled()).isFalse();
        assertThat(policy.reportOnly()).isTrue();
        assertThat(policy.sameNetwork()).isTrue();
        assertThat(policy.endings()).isEqualTo(new Endings(Endings.Password.ANY, true, true, true));
        assertThat(settings().endsWhenDisabled()).isTrue();
        assertThat(settings().signInPolicy().rememberMe()).isZero();
    }

    private RealmSettings settings() {
        return new RealmSettings((RealmModel) Proxy.newProxyInstance(
                RealmModel.class.getClassLoader(), new Class<?>[] {RealmModel.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getAttribute" -> attributes.get((String) arguments[0]);
                        case "getName" -> "demo";
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                }));
    }
}
