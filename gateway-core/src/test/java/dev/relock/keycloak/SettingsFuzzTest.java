package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.relock.handshake.AgentPolicy;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.keycloak.models.RealmModel;

/** Whatever an administrator writes into a realm attribute, and whatever a proxy says where a request came from. */
class SettingsFuzzTest {

    /** A realm in which every attribute has this value. */
    private static RealmModel realm(String value) {
        return (RealmModel) Proxy.newProxyInstance(
                SettingsFuzzTest.class.getClassLoader(),
                new Class<?>[] {RealmModel.class},
                (proxy, method, arguments) -> method.getName().equals("getAttribute") ? value : "demo");
    }

    @FuzzTest
    void anyAttributeLeavesSettingsWithinTheirBounds(byte[] data) {
        RealmSettings settings = new RealmSettings(realm(new String(data, StandardCharsets.UTF_8)));
        AgentPolicy policy = settings.agentPolicy();
        assertThat(policy.interval())
                .isBetween(RealmAttribute.ROTATION_INTERVAL.min(), RealmAttribute.ROTATION_INTERVAL.max());
        assertThat(policy.tokens())
                .isBetween(RealmAttribute.ROTATION_TOKENS.min(), RealmAttribute.ROTATION_TOKENS.max());
        assertThat(settings.timeTolerance())
                .isBetween(RealmAttribute.TIME_TOLERANCE.min(), RealmAttribute.TIME_TOLERANCE.max());
        settings.trustPolicy(true);
        settings.signInPolicy();
        settings.endsWhenDisabled();
        settings.extraOrigins().forEach(origin -> assertThat(origin.value()).startsWith("http"));
        settings.assertedOrigins();
    }

    @FuzzTest
    void anyAddressIsAPrefixOrNone(byte[] data) {
        String address = new String(data, StandardCharsets.ISO_8859_1);
        String prefix = new NetworkPrefix(24, 48).of(address);
        assertThat(prefix).matches("|[0-9a-f]{6}|[0-9a-f]{12}");
        // What is neither is a name, and names are not looked up.
        assertThat(prefix.isEmpty() || address.contains(":") || address.split("\\.", -1).length == 4)
                .isTrue();
    }
}
