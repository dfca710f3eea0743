package dev.relock.decision;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The one answer to "whose browser is this, for this user?". */
public enum TrustState {
    /** Proven to be this user's, by everything the policy asks. */
    TRUSTED,
    /** Proven, but nobody owns it. */
    UNOWNED,
    /** Proven, but only others own it. */
    OTHER_USER,
    /** Bound with less assurance than the policy asks. */
    WEAK,
    /** The key agreement had to start over, or an older state came back: one second factor is due. */
    RENEWED,
    /** The trust has run out. */
    EXPIRED,
    /** Not used for longer than the policy allows. */
    IDLE_EXPIRED,
    /** The password, a second factor or something else that the policy names has changed since the last second factor. */
    ACCOUNT_CHANGED,
    /** Comes from another network than last time, where the policy looks at that. */
    NETWORK_CHANGED,
    /** Trusted, but the client being signed in to wants the second factor from every browser. */
    SENSITIVE_CLIENT,
    /** The binding is suspended, after a collision or by an administrator. */
    SUSPENDED,
    /** The key belongs to another origin or issuer than Keycloak's own front end. */
    FOREIGN_ORIGIN,
    /** The binding holds another public key under the same id. */
    KEY_REPLACED,
    /** The realm trusts no browser at present. */
    OFF,
    /** No valid, recent proof; every error ends here. */
    UNPROVEN;

    /**
     * A trusted browser needs nothing more; a suspended one is not for its user to restore; a key of another origin or
     * another key under the same name is none to be trusted. An unproven browser still may prove itself.
     */
    private static final Set<TrustState> BINDABLE = EnumSet.of(
            UNOWNED, OTHER_USER, WEAK, RENEWED, EXPIRED, IDLE_EXPIRED, ACCOUNT_CHANGED, NETWORK_CHANGED, UNPROVEN);

    /** Whether a second factor makes such a browser the user's own. */
    public boolean isBindable() {
        return BINDABLE.contains(this);
    }

    /** As in configuration, events and claims: lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
