package dev.relock.decision;

import dev.relock.owner.Assurance;

/**
 * What a realm, or one flow of it, asks before it trusts.
 *
 * @param lifetime how long a binding lasts, seconds
 * @param idleLifetime how long it may go unused, seconds; 0 means as long as it lasts
 * @param deviceCap how many devices a user may own
 * @param requiredAssurance the least assurance that counts at Keycloak's own login
 */
public record TrustPolicy(long lifetime, long idleLifetime, int deviceCap, Assurance requiredAssurance) {
    /** Evidence older than this is asked for again, seconds. */
    public static final long EVIDENCE_LIFETIME = 300;

    /** How far the clocks of two nodes may be apart, seconds. */
    public static final long CLOCK_SKEW = 60;
}
