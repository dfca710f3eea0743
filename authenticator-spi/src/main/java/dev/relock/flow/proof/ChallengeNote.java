package dev.relock.flow.proof;

import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The random challenge of one showing of one of our pages, kept until the page is answered.
 *
 * @param name of the auth note; each kind of page has its own
 */
public record ChallengeNote(String name) {
    private static final int BYTES = 16;

    /** Makes a new challenge, hex; one that was not answered is void. */
    public String issue(AuthenticationSessionModel login) {
        String challenge = SecretGenerator.getInstance().randomBytesHex(BYTES);
        login.setAuthNote(name, challenge);
        return challenge;
    }

    /** Reads the challenge, which is gone then. */
    public Optional<String> take(AuthenticationSessionModel login) {
        Optional<String> challenge = Optional.ofNullable(login.getAuthNote(name));
        login.removeAuthNote(name);
        return challenge;
    }
}
