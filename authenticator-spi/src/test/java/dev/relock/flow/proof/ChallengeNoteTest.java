package dev.relock.flow.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.flow.Fake;
import org.junit.jupiter.api.Test;
import org.keycloak.sessions.AuthenticationSessionModel;

class ChallengeNoteTest {
    private static final ChallengeNote PAGE = new ChallengeNote("page");

    private final AuthenticationSessionModel login = Fake.login();

    @Test
    void aChallengeIsAnsweredOnce() {
        String challenge = PAGE.issue(login);

        assertThat(PAGE.take(login)).contains(challenge);
        assertThat(PAGE.take(login)).isEmpty();
    }

    @Test
    void aChallengeIsSixteenRandomBytes() {
        assertThat(PAGE.issue(login)).matches("[0-9a-f]{32}").isNotEqualTo(PAGE.issue(login));
    }

    @Test
    void aPageShownAgainVoidsTheOldChallenge() {
        PAGE.issue(login);
        String second = PAGE.issue(login);

        assertThat(PAGE.take(login)).contains(second);
    }

    @Test
    void theChallengeOfOneKindOfPageIsNoneOfAnother() {
        PAGE.issue(login);

        assertThat(new ChallengeNote("other").take(login)).isEmpty();
    }
}
