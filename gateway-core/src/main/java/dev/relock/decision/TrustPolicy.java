package dev.relock.decision;

import dev.relock.owner.Assurance;

/**
 * What a realm, or one flow of it, asks before it trusts.
 *
 * @param lifetime how long a binding lasts, seconds
 * @param idleLifetime how long it may go unused, seconds; 0 means as long as it lasts
 * @param deviceCap how many devices a user may own
 * @param requiredAssurance the least assurance that counts at Keycloak's own login
 * @param enabled false means that nothing is trusted at all
 * @param clientTrusts false means that the client being signed in to wants the second factor from every browser
 * @param reportOnly decide and tell, but do not act on it: the second factor is asked as if nothing were trusted
 * @param sameNetwork whether the browser must come from the network it last came from
 * @param endings what ends trust though the key still fits
 */
public record TrustPolicy(
        long lifetime,
        long idleLifetime,
        int deviceCap,
        Assurance requiredAssurance,
        boolean enabled,
        boolean clientTrusts,
        boolean reportOnly,
        boolean sameNetwork,
        Endings endings) {
    /** Evidence older than this is asked for again, seconds. */
    public static final long EVIDENCE_LIFETIME = 300;

    /** How far the clocks of two nodes may be apart, seconds. */
    public static final long CLOCK_SKEW = 60;

    /** A policy that is switched on and has nothing out of the usual. */
    public TrustPolicy(long lifetime, long idleLifetime, int deviceCap, Assurance requiredAssurance) {
        this(lifetime, idleLifetime, deviceCap, requiredAssurance, true, true, false, false, Endings.DEFAULT);
    }

    /** The same with another lifetime, seconds. */
    public TrustPolicy lasting(long seconds) {
        return new TrustPolicy(
                seconds,
                idleLifetime,
                deviceCap,
                requiredAssurance,
                enabled,
                clientTrusts,
                reportOnly,
                sameNetwork,
                endings);
    }

    /** The same for the origin of an application, where Keycloak's word on who has signed in is enough. */
    public TrustPolicy forApplication() {
        return new TrustPolicy(
                lifetime,
                idleLifetime,
                deviceCap,
                Assurance.AUTHENTICATED,
                enabled,
                clientTrusts,
                reportOnly,
                sameNetwork,
                endings);
    }

    /** The same for a request that does not come from the browser itself, and whose network tells nothing. */
    public TrustPolicy wherever() {
        return new TrustPolicy(
                lifetime,
                idleLifetime,
                deviceCap,
                requiredAssurance,
                enabled,
                clientTrusts,
                reportOnly,
                false,
                endings);
    }
}
