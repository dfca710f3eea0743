package dev.relock.testenv.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.keycloak.KeycloakDistribution;
import org.junit.jupiter.api.Test;

/** {@code relock.fetch()} of a page of an application behind nginx. */
final class RequestBoundBrowserIT extends InSampleApplication {
    RequestBoundBrowserIT(KeycloakDistribution keycloak) {
        super(keycloak);
    }

    @Test
    void itReachesTheGatewaysOwnEndpointsToo() {
        tab.openReady(SampleApplication.BARE);

        assertThat(status("'/relock/confirm', { method: 'POST' }")).isEqualTo(200);
        assertThat(
                        status(
                                "'/relock/logout', { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }"))
                .isEqualTo(200);
        assertThat(status("new URL('/relock/close', location.href), { method: 'POST' }"))
                .isEqualTo(204);
        assertThat(tab.number("async () => (await fetch('/relock/confirm', { method: 'POST' })).status"))
                .isEqualTo(401);
    }

    private int status(String arguments) {
        return tab.number("async () => (await relock.fetch(" + arguments + ")).status");
    }
}
