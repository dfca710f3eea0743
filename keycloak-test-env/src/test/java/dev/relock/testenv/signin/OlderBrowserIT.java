package dev.relock.testenv.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.browser.BrowserProfile;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser whose WebCrypto knows neither Ed25519 nor X25519 is served as any other. */
@KeycloakTest
final class OlderBrowserIT {
    private static final String WITHOUT_CURVE_25519 = """
            for (const name of ['generateKey', 'importKey', 'sign', 'verify', 'deriveBits', 'deriveKey']) {
              const native = SubtleCrypto.prototype[name];
              SubtleCrypto.prototype[name] = function (...parameters) {
                const asked = parameters.map((parameter) => parameter?.name ?? parameter);
                return asked.some((algorithm) => /25519$/.test(algorithm))
                  ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
                  : native.apply(this, parameters);
              };
            }""";

    private final DemoSite site;

    OlderBrowserIT(KeycloakDistribution keycloak) {
        this.site = new DemoSite(keycloak);
    }

    @AfterEach
    void closeSite() {
        site.close();
    }

    @Test
    void itsOwnerPassesTheSecondFactorOnceAndThenOnlyThePassword(Browsers browsers) {
        Person owner = site.somebody();
        BrowserProfile old = browsers.newProfile();
        old.context().addInitScript(WITHOUT_CURVE_25519);

        SignIn.toOwn(site, old, owner);
        for (int i = 0; i < 2; i++) {
            SignIn again = SignIn.begin(site, old, owner).givePassword();
            again.expectSignedIn();
            again.signOut(site);
        }

        assertThat(site.devicesOf(owner))
                .singleElement()
                .satisfies(device -> assertThat(device).contains("P-256").doesNotContain("Ed25519"));
    }
}
