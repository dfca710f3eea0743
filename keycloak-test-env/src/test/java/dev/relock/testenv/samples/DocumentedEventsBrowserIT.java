package dev.relock.testenv.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.samples.SampleTab.Heard;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The agent's events, heard by the sample code of frontend-integration.md with nothing but its blanks ({@link Blank#ALL})
 * filled in; and its view change.
 */
final class DocumentedEventsBrowserIT extends InSampleApplication {
    DocumentedEventsBrowserIT(KeycloakDistribution keycloak) {
        super(keycloak);
    }

    @Test
    void everyListenerHearsEveryEventOnceAndInOrder() {
        tab.openReady(SampleApplication.HOME);

        assertThat(tab.heard())
                .extracting(event -> event.type() + " on " + event.on())
                .containsExactly(
                        "XReKeying on document",
                        "XReKeying on window",
                        "X-Key-Established on document",
                        "X-Key-Established on window",
                        "XKeyEstablished on document",
                        "XKeyEstablished on window",
                        "X-Key-Rekeying-Done on document",
                        "X-Key-Rekeying-Done on window");
    }

    @Test
    void everyEventHasTheEightDocumentedFields() {
        tab.openReady(SampleApplication.HOME);

        assertThat(tab.heard()).isNotEmpty().extracting(Heard::detail).allSatisfy(detail -> {
            assertThat(detail)
                    .containsOnlyKeys("fresh", "valid", "state", "owner", "network", "authenticated", "status", "code");
            assertThat(Stream.of("fresh", "valid", "state", "owner", "network", "authenticated")
                            .map(detail::get))
                    .hasOnlyElementsOfType(Boolean.class);
            assertThat(detail.get("status")).isInstanceOf(String.class);
            assertThat(detail.get("code")).isInstanceOf(Integer.class);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Key-Established", "XKeyEstablished", "X-Key-Rekeying-Done"})
    void aBrowserIsFreshOnItsFirstVisitOnly(String event) {
        Map<String, Object> first = tab.openReady(SampleApplication.HOME).lastHeard(event);
        Map<String, Object> second = tab.openReady(SampleApplication.HOME).lastHeard(event);

        assertThat(first)
                .containsAllEntriesOf(Map.of("fresh", true, "valid", true, "state", false, "owner", false))
                .containsAllEntriesOf(Map.of("network", false, "authenticated", false, "status", "OK", "code", 200));
        assertThat(second).containsEntry("fresh", false).containsEntry("valid", true);
    }

    @Test
    void anUnknownUserIsSentToThePageForUnknownUsers() {
        expectRedirect(Blank.UNKNOWN_USER_PAGE);
    }

    @Test
    void theOwnerIsSentToThePageForSignedInUsersAndOnceSignedOutToThePageForKnownUsers() {
        try (SignedInUser owner = SignedInUser.at(site, application.url())) {
            tab.openReady(SampleApplication.HOME);
            Map<String, String> bearer = Map.of("Authorization", "Bearer " + owner.accessToken());
            assertThat(tab.call("login", bearer).status()).isEqualTo(200);

            expectRedirect(Blank.SIGNED_IN_PAGE);

            owner.signOutEverywhere();

            expectRedirect(Blank.KNOWN_USER_PAGE);
        }
    }

    private void expectRedirect(String page) {
        tab.open(SampleApplication.KEY_ESTABLISHED).page().waitForURL("**" + page);
    }

    @Test
    void theLoadingIndicatorShowsWhileKeysAreExchanged() {
        tab.openReady(SampleApplication.REKEYING).page().waitForFunction("() => loaderWas.at(-1) === 'hidden'");

        assertThat(tab.evaluate("() => loaderWas")).isEqualTo(List.of("visible", "hidden"));
        assertThat(tab.page().url()).endsWith(SampleApplication.REKEYING);
    }

    @Test
    void aPageWhoseKeyIsRefusedGoesWhereItsAuthorWants() {
        attributes.set("relock.origins", "");

        tab.open(SampleApplication.REKEYING).page().waitForURL("**" + Blank.FAILED_PAGE);
    }

    @Test
    void aRefusedKeyIsDoneButNotEstablished() {
        attributes.set("relock.origins", "");

        tab.openReady(SampleApplication.HOME);

        assertThat(tab.heard())
                .extracting(Heard::type)
                .containsExactly("XReKeying", "XReKeying", "X-Key-Rekeying-Done", "X-Key-Rekeying-Done");
        assertThat(tab.lastHeard("X-Key-Rekeying-Done"))
                .containsEntry("valid", false)
                .containsEntry("code", 401);
    }

    @Test
    void aGatewayThatFailsIsToldByItsStatus() {
        tab.page().route("**/relock/exchange", route -> route.fulfill(new FulfillOptions().setStatus(500)));

        tab.openReady(SampleApplication.HOME);

        assertThat(tab.lastHeard("X-Key-Rekeying-Done"))
                .containsEntry("valid", false)
                .containsEntry("code", 500);
    }

    @Test
    void aChangedViewIsToldToTheGatewayAndKeepsItsKey() {
        tab.openReady(SampleApplication.HOME);
        String key = tab.text("() => relock.public");

        Response told = tab.page().waitForResponse("**/relock/view", () -> tab.evaluate("() => changeView()"));

        assertThat(told.status()).isEqualTo(204);
        assertThat(tab.text("() => relock.public")).isEqualTo(key);
        assertThat(tab.heard()).hasSize(8);
        assertThat(tab.call("confirm").status()).isEqualTo(200);
    }

    @Test
    void aChangedViewGetsANewKeyWhereTheRealmWantsIt() {
        attributes.set("relock.rotationView", "true");
        tab.openReady(SampleApplication.HOME);
        String key = tab.text("() => relock.public");

        tab.page().waitForResponse("**/relock/view", () -> tab.evaluate("() => changeView()"));

        tab.page().waitForFunction("() => heard.length === 16");
        assertThat(tab.lastHeard("X-Key-Rekeying-Done")).containsEntry("valid", true);
        assertThat(tab.text("() => relock.public")).isNotEqualTo(key);
        assertThat(tab.call("confirm").status()).isEqualTo(200);
    }
}
