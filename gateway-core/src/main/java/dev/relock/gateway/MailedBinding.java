package dev.relock.gateway;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.proof.DeviceProof;
import java.util.Optional;
import org.keycloak.models.UserModel;

/**
 * Makes a browser trusted by the link of a mail, in that browser and no other. The link's key is signed, good for one device of
 * one user, for a limited time and once; it is worth nothing without a fresh proof by that device. To open it changes nothing,
 * for mail scanners open links too.
 */
public interface MailedBinding {
    /** Whether a mail can be sent to the user at all. */
    boolean canReach(UserModel user);

    /**
     * Mails the link to a user who has just passed a second factor.
     *
     * @param evidence of the browser that is to be trusted
     * @param policy what will hold for it, its lifetime above all
     */
    void ask(DeviceEvidence evidence, UserModel user, TrustPolicy policy);

    /** What the page behind the link must have proven by the browser; empty when the key is none of ours or no longer good. */
    Optional<String> challenge(String key);

    /**
     * Whether this is the browser that asked. Spends the proof and changes nothing else.
     *
     * @param proof of the page with the {@link #challenge}; empty when the browser had none to give
     */
    Answer find(String key, Optional<DeviceProof> proof);

    /** Makes the browser trusted, if {@link #find} would have found it; the key is used up then. */
    Answer bind(String key, Optional<DeviceProof> proof);

    /** What came of it. */
    sealed interface Answer {
        /** None of ours, used, expired, or the account has changed since. */
        record NotGood() implements Answer {}

        /** Another browser than the one that asked, or it could not show that it is that one. The link stays good. */
        record Elsewhere() implements Answer {}

        /**
         * The browser that asked.
         *
         * @param owner whose it is, or will be
         * @param lifetime how long it is trusted, seconds
         */
        record Here(UserModel owner, long lifetime) implements Answer {}
    }
}
