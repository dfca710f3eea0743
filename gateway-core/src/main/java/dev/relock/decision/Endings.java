package dev.relock.decision;

import dev.relock.owner.Circumstances;

/**
 * What puts an end to trust though the key still fits.
 *
 * @param password which new passwords do
 * @param factors whether a second factor that was removed or replaced does
 * @param email whether another e-mail address does
 * @param signOut whether "sign out everywhere" does, for the user or the realm
 */
public record Endings(Password password, boolean factors, boolean email, boolean signOut) {
    /** What a realm has that says nothing. */
    public static final Endings DEFAULT = new Endings(Password.RESET, true, false, false);

    /** Which new passwords end the trust. */
    public enum Password {
        /** One that the user has not chosen while signed in: by mail, by an administrator, by anything unknown. */
        RESET,
        /** Every one. */
        ANY,
        /** None. */
        NEVER;
    }

    /** Whether so much has changed between then and now that the trust is at an end. */
    boolean hasEnded(Circumstances then, Circumstances now) {
        return (password != Password.NEVER && !then.password().equals(now.password()))
                || (factors && !now.factors().containsAll(then.factors()))
                || (email && !then.email().equals(now.email()))
                || (signOut && then.signedOutBefore() != now.signedOutBefore());
    }
}
