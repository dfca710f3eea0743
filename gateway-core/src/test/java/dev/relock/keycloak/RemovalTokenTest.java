package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;

/** A key of a removal link that says anything else than it should is good for nothing. */
class RemovalTokenTest {
    private static final String ISSUER = "https://sso.example.org/realms/staff";

    @Test
    void aFreshOneIsGoodInItsRealmOnly() {
        assertThat(bent(token -> {}).isGoodFor(ISSUER)).isTrue();
        assertThat(bent(token -> {}).isGoodFor("https://sso.example.org/realms/other"))
                .isFalse();
    }

    @Test
    void oneThatHasRunOutIsNotGood() {
        assertThat(bent(token -> token.exp((long) Time.currentTimeSeconds() - 1))
                        .isGoodFor(ISSUER))
                .isFalse();
    }

    @Test
    void oneWithoutAnEndIsNotGood() {
        assertThat(bent(token -> token.exp(null)).isGoodFor(ISSUER)).isFalse();
    }

    @Test
    void aTokenOfAnotherKindIsNotGood() {
        assertThat(bent(token -> token.type("Bearer")).isGoodFor(ISSUER)).isFalse();
    }

    @Test
    void oneWithoutUserOrCredentialIsNotGood() {
        assertThat(bent(token -> token.subject(null)).isGoodFor(ISSUER)).isFalse();
        assertThat(new RemovalToken(ISSUER, "user", null, Time.currentTimeSeconds() + 60).isGoodFor(ISSUER))
                .isFalse();
    }

    private static RemovalToken bent(Consumer<RemovalToken> bend) {
        RemovalToken token = new RemovalToken(ISSUER, "user", "credential", Time.currentTimeSeconds() + 60);
        bend.accept(token);
        return token;
    }
}
