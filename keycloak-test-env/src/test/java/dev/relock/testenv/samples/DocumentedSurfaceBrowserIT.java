package dev.relock.testenv.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import dev.relock.testenv.browser.Browsers;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.samples.SampleTab.Answer;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every property and method that frontend-integration.md lists, on a page of an application behind nginx. */
final class DocumentedSurfaceBrowserIT extends InSampleApplication {
    private static final String A_MINUTE_AND_A_BIT = "01:02";

    DocumentedSurfaceBrowserIT(KeycloakDistribution keycloak) {
        super(keycloak);
    }

    // Properties

    @Test
    void everyPropertyIsAStringOfTheDocumentedShape() {
        tab.openReady(SampleApplication.BARE);

        Map.of(
                        "id", "[0-9a-f]{64}",
                        "public", "[0-9a-f]{64}",
                        "screen", "[A-Za-z0-9_-]{1,64}",
                        "server", "[0-9a-f]{64}",
                        "xsid", "[0-9a-f]{96}")
                .forEach((property, shape) -> assertThat(property(property))
                        .as(property)
                        .matches(shape)
                        .isEqualTo(property(property)));
    }

    @Test
    void whatIsReadOnlyStaysAsItIs() {
        tab.openReady(SampleApplication.BARE);

        for (String property : List.of("id", "public", "server")) {
            String before = property(property);
            tab.page().evaluate("(property) => { try { relock[property] = 'mine'; } catch {} }", property);
            assertThat(property(property)).as(property).isEqualTo(before);
        }
    }

    private String property(String name) {
        return tab.text("() => relock." + name);
    }

    @Test
    void idAndPublicAreOfThePresentKeyAndXsidAndServerOutliveIt() {
        tab.openReady(SampleApplication.BARE);
        List<String> ephemeral = tab.texts("() => [relock.id, relock.public]");
        List<String> lasting = tab.texts("() => [relock.xsid, relock.server]");

        tab.openReady(SampleApplication.BARE);

        assertThat(tab.texts("() => [relock.id, relock.public]")).doesNotContainAnyElementsOf(ephemeral);
        assertThat(tab.texts("() => [relock.xsid, relock.server]")).isEqualTo(lasting);
    }

    @Test
    void screenIsStoredAndStaysWithTheTabOverAReload() {
        String screen = tab.openReady(SampleApplication.BARE).text("() => relock.screen");
        assertThat(tab.is("() => Object.values(sessionStorage).includes(relock.screen)"))
                .isTrue();

        tab.openReady(SampleApplication.BARE);

        assertThat(tab.text("() => relock.screen")).isEqualTo(screen);
    }

    @Test
    void anotherTabHasAnotherScreenAndTheSameXsid() {
        tab.openReady(SampleApplication.BARE);
        SampleTab other = new SampleTab(browser.context().newPage(), application.url());
        other.openReady(SampleApplication.BARE);

        assertThat(other.text("() => relock.screen")).isNotEqualTo(tab.text("() => relock.screen"));
        assertThat(other.text("() => relock.xsid")).isEqualTo(tab.text("() => relock.xsid"));
    }

    @Test
    void xsidIsTheSessionOfTheCookieAndOutlivesTheBrowsersRestart(Browsers browsers) {
        browser = browsers.newProfileOnDisk();
        tab = new SampleTab(browser.page(), application.url());
        String xsid = tab.openReady(SampleApplication.BARE).text("() => relock.xsid");
        assertThat(tab.text("() => document.cookie")).contains("X-Key-Session=" + xsid);
        assertThat(tab.is("() => Object.values(localStorage).includes(relock.xsid)"))
                .isTrue();

        browser.restart();
        tab = new SampleTab(browser.page(), application.url()).openReady(SampleApplication.BARE);

        assertThat(tab.text("() => beforeReady.xsid")).isEqualTo(xsid);
        assertThat(tab.text("() => relock.xsid")).isEqualTo(xsid);
    }

    @Test
    void serverIsTheRealmsPublishedKey() throws Exception {
        tab.openReady(SampleApplication.BARE);

        URI certificates = URI.create(site.keycloak().realm(DemoRealm.NAME) + "/protocol/openid-connect/certs");
        assertThat(JWKSet.load(certificates.toURL()).getKeys())
                .filteredOn(key -> key instanceof OctetKeyPair)
                .extracting(key ->
                        HexFormat.of().formatHex(((OctetKeyPair) key).getX().decode()))
                .contains(tab.text("() => relock.server"));
    }

    // Methods

    @Test
    void initMayBeCalledAgainAndDoesNothingMore() {
        tab.openReady(SampleApplication.HOME);
        String key = tab.text("() => relock.public");

        tab.evaluate("() => relock.init()");

        assertThat(tab.heard()).hasSize(8);
        assertThat(tab.text("() => relock.public")).isEqualTo(key);
    }

    @Test
    void aPageLeftAloneGivesUpItsKeyAndGetsANewOneWhenItIsUsedAgain() {
        attributes.set("relock.idle", "60");
        tab.page().clock().install();
        tab.openReady(SampleApplication.HOME);
        String key = tab.text("() => relock.public");

        tab.page().waitForResponse("**/relock/close", () -> tab.page().clock().fastForward(A_MINUTE_AND_A_BIT));
        assertThat(tab.text("() => relock.public")).isEmpty();
        assertThat(tab.number("() => relock.token().length")).isZero();

        tab.page().keyboard().press("Shift");
        tab.page().waitForFunction("() => heard.length === 16");
        assertThat(tab.text("() => relock.public")).isNotEmpty().isNotEqualTo(key);
        assertThat(tab.call("confirm").status()).isEqualTo(200);
    }

    @Test
    void withoutAKeyTokensAndSignaturesAreEmpty() {
        tab.openReady(SampleApplication.BARE);

        assertThat(tab.number("() => beforeReady.token.length")).isZero();
        assertThat(tab.number("() => beforeReady.signature.length")).isZero();
        assertThat(tab.is("() => beforeReady.token instanceof Uint8Array")).isTrue();
        assertThat(tab.is("() => beforeReady.signature instanceof Uint8Array")).isTrue();
        assertThat(tab.text("() => beforeReady.token.hexlify()")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 32", "32, 32", "64, 64", "256, 256"})
    void aTokenHasTheSizeThatWasAskedForAndIsGood(String size, int bytes) {
        tab.openReady(SampleApplication.BARE);

        assertThat(tab.is("() => (window.token = relock.token(" + size + ")) instanceof Uint8Array"))
                .isTrue();
        assertThat(tab.number("() => token.length")).isEqualTo(bytes);
        assertThat(confirm("() => window.token").status()).isEqualTo(200);
        assertThat(confirm("() => window.token").status()).isEqualTo(401);
    }

    @Test
    void hexlifyWritesTwoDigitsForEachByteAndNoPrototypeIsChanged() {
        tab.openReady(SampleApplication.BARE);

        assertThat(tab.is("() => { const token = relock.token(); return token.hexlify()"
                        + " === Array.from(token, (byte) => byte.toString(16).padStart(2, '0')).join(''); }"))
                .isTrue();
        assertThat(tab.text("() => relock.sign(relock.token()).hexlify()")).matches("[0-9a-f]{128}");
        assertThat(tab.is("() => 'hexlify' in new Uint8Array()")).isFalse();
        assertThat(tab.is("() => 'forEach' in HTMLCollection.prototype")).isFalse();
    }

    @Test
    void whatIsSignedCanBeCheckedByAnybodyWhoHasPublic() {
        tab.openReady(SampleApplication.BARE);

        assertThat(tab.is("""
                        async () => {
                          const raw = Uint8Array.from(relock.public.match(/../g), (digits) => parseInt(digits, 16));
                          const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
                          const isSigned = (data) => crypto.subtle.verify('Ed25519', key, relock.sign(data), data);
                          return (await isSigned(relock.token())) && (await isSigned(new TextEncoder().encode('data')));
                        }""")).isTrue();
    }

    @Test
    void theSignatureOfNothingIsNothing() {
        tab.openReady(SampleApplication.BARE);

        assertThat(tab.is("() => relock.sign(new Uint8Array()) instanceof Uint8Array"))
                .isTrue();
        assertThat(tab.number("() => relock.sign(new Uint8Array()).length")).isZero();
    }

    @Test
    void aTokenOfTheGatewayIsKnownAsGenuineAndATamperedOneIsNot() {
        tab.openReady(SampleApplication.BARE);
        Map<String, Object> confirmed = tab.call("confirm").json();

        List<?> told = (List<?>) tab.page().evaluate("""
                        ({ 'X-Key-Token': tokenHex, 'X-Key-Signature': signatureHex }) => {
                          const bytes = (hex) => Uint8Array.from(hex.match(/../g), (digits) => parseInt(digits, 16));
                          const tampered = (bytes) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));
                          const token = bytes(tokenHex);
                          const signature = bytes(signatureHex);
                          return [
                            relock.validate(token),
                            relock.verify(token, signature),
                            relock.validate(tampered(token)),
                            relock.verify(tampered(token), signature),
                            relock.verify(token, tampered(signature)),
                            relock.validate(relock.token()),
                            relock.validate(new Uint8Array(32)),
                            relock.validate(),
                            relock.verify(token, new Uint8Array()),
                          ];
                        }""", confirmed);

        assertThat(told).isEqualTo(List.of(true, true, false, false, false, false, false, false, false));
    }

    @Test
    void clearWithTrueErasesTheDeviceAndStaysOnThePage() {
        tab.page().clock().install();
        tab.openReady(SampleApplication.BARE);
        String screen = tab.text("() => relock.screen");
        String device = tab.text("() => relock.device");
        tab.evaluate("() => { window.stayed = true; window.token = relock.token(); window.proof = {"
                + " 'X-Key-Token': token.hexlify(), 'X-Key-Signature': relock.sign(token).hexlify(),"
                + " 'X-Key-Session': relock.xsid }; }");

        tab.page().waitForResponse("**/relock/clear", () -> tab.evaluate("() => relock.clear(true)"));
        tab.page().clock().fastForward(A_MINUTE_AND_A_BIT);

        assertThat(tab.is("() => stayed")).isTrue();
        assertThat(tab.page().url()).endsWith(SampleApplication.BARE);
        assertThat(tab.number("() => localStorage.length + sessionStorage.length"))
                .isZero();
        assertThat(tab.text("() => document.cookie")).doesNotContain("X-Key");
        assertThat(tab.number("() => relock.token().length + relock.xsid.length + relock.public.length"))
                .isZero();
        assertThat(confirmProof().status()).isEqualTo(410);
        assertThat(tab.text("() => relock.screen")).isNotEmpty().isNotEqualTo(screen);
        tab.openReady(SampleApplication.HOME);
        assertThat(tab.lastHeard("XKeyEstablished")).containsEntry("fresh", true);
        assertThat(tab.text("() => relock.device")).isNotEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false"})
    void clearGoesToTheRoot(String redirect) {
        tab.openReady(SampleApplication.BARE);
        String device = tab.text("() => relock.device");

        tab.evaluate("() => { relock.clear(" + redirect + "); }");
        tab.page().waitForURL(application.url() + "/");

        tab.evaluate("() => relock.ready");
        assertThat(tab.lastHeard("XKeyEstablished")).containsEntry("fresh", true);
        assertThat(tab.text("() => relock.device")).isNotEqualTo(device);
    }

    /** Shows this token at {@code confirm}. */
    private Answer confirm(String token) {
        tab.evaluate("() => { const token = (" + token + ")(); window.proof = { 'X-Key-Token': token.hexlify(),"
                + " 'X-Key-Signature': relock.sign(token).hexlify(), 'X-Key-Session': relock.xsid }; }");
        return confirmProof();
    }

    private Answer confirmProof() {
        return Answer.of(tab.evaluate("""
                async () => {
                  const response = await fetch('/relock/confirm', {
                    method: 'POST',
                    headers: { 'Content-Type': 'application/json' },
                    body: JSON.stringify(proof),
                  });
                  return [response.status, await response.json()];
                }"""));
    }
}
