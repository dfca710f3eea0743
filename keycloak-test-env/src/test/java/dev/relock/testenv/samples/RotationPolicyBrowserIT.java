package dev.relock.testenv.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.keycloak.KeycloakDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a page agrees on new keys, as the realm says. */
final class RotationPolicyBrowserIT extends InSampleApplication {
    RotationPolicyBrowserIT(KeycloakDistribution keycloak) {
        super(keycloak);
    }

    @Test
    void afterAsManyTokensAsTheRealmSays() {
        attributes.set("relock.rotationTokens", "10");
        tab.openReady(SampleApplication.HOME);
        String key = tab.text("() => relock.public");

        tab.evaluate("() => { for (let made = 0; made < 10; made++) relock.token(); }");
        assertThat(tab.heard()).hasSize(8);
        assertThat(tab.number("() => relock.token().length")).isEqualTo(32);

        expectNewKeys(key);
    }

    @Test
    void whenTheIntervalIsOver() {
        attributes.set("relock.rotationInterval", "30");
        tab.page().clock().install();
        tab.openReady(SampleApplication.HOME);
        String key = tab.text("() => relock.public");

        tab.page().clock().fastForward("00:28");
        assertThat(tab.heard()).hasSize(8);
        tab.page().clock().fastForward("00:04");

        expectNewKeys(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "() => window.dispatchEvent(new CustomEvent('X-Key-View-Change'))",
                "() => document.dispatchEvent(new CustomEvent('X-Key-View-Change'))",
                """
                () => {
                  window.dispatchEvent(new CustomEvent('beforeunload', { detail: { manual: true } }));
                  window.dispatchEvent(new CustomEvent('x-close'));
                }"""
            })
    void whenTheViewChangesIfTheRealmSaysSo(String change) {
        attributes.set("relock.rotationView", "true");
        tab.openReady(SampleApplication.HOME);
        String key = tab.text("() => relock.public");

        tab.evaluate(change);

        expectNewKeys(key);
    }

    private void expectNewKeys(String before) {
        tab.page().waitForFunction("() => heard.length === 16");
        assertThat(tab.text("() => relock.public")).isNotEmpty().isNotEqualTo(before);
        assertThat(tab.call("confirm").status()).isEqualTo(200);
    }
}
