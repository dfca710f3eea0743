package dev.relock.decision;

import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import java.util.Optional;

/** The one place that decides. A pure function of what was proven, what is bound, the policy and the time. */
public final class TrustDecision {
    private TrustDecision() {}

    /**
     * Decides what this browser is to this user.
     *
     * @param evidence what a proof has shown, or empty
     * @param binding the binding of the device in question to the user in question, or empty
     * @param circumstances how things are with the user's account and browser now
     * @param now seconds since 1970, by the server's clock
     */
    public static TrustState decide(
            Optional<DeviceEvidence> evidence,
            Optional<OwnerBinding> binding,
            Circumstances circumstances,
            TrustPolicy policy,
            long now) {
        return decide(evidence, binding, circumstances, policy, true, now);
    }

    /**
     * The same for a browser at the origin of an application, for what that application lets it do: it never counts at
     * Keycloak's own login. Which origins are the application's is for the caller to check.
     */
    public static TrustState decideForApplication(
            Optional<DeviceEvidence> evidence,
            Optional<OwnerBinding> binding,
            Circumstances circumstances,
            TrustPolicy policy,
            long now) {
        return decide(evidence, binding, circumstances, policy, false, now);
    }

    private static TrustState decide(
            Optional<DeviceEvidence> evidence,
            Optional<OwnerBinding> binding,
            Circumstances circumstances,
            TrustPolicy policy,
            boolean atKeycloak,
            long now) {
        if (!policy.enabled()) {
            return TrustState.OFF;
        }
        if (evidence.isEmpty() || isStale(evidence.get(), now)) {
            return TrustState.UNPROVEN;
        }
        DeviceEvidence proven = evidence.get();
        if (proven.keycloakOrigin() != atKeycloak) {
            return TrustState.FOREIGN_ORIGIN;
        }
        if (binding.isEmpty()) {
            return proven.owners().isEmpty() ? TrustState.UNOWNED : TrustState.OTHER_USER;
        }
        TrustState state = judge(proven, binding.get(), policy, now);
        return state == TrustState.TRUSTED ? weigh(binding.get(), circumstances, policy) : state;
    }

    private static TrustState judge(DeviceEvidence proven, OwnerBinding bound, TrustPolicy policy, long now) {
        if (!bound.device().equals(proven.device()) || !bound.publicKey().equals(proven.publicKey())) {
            return TrustState.KEY_REPLACED;
        }
        if (!bound.issuer().equals(proven.issuer())
                || !bound.origin().equals(proven.origin().value())) {
            return TrustState.FOREIGN_ORIGIN;
        }
        TrustState standing = alone(bound, policy, now);
        if (standing != TrustState.TRUSTED) {
            return standing;
        }
        if (!bound.lineage().equals(proven.lineage()) || proven.version() < bound.lastVersion()) {
            return TrustState.RENEWED;
        }
        return TrustState.TRUSTED;
    }

    /**
     * What a binding is worth by itself, before anything was proven: the most that a proof can make of it, in a realm that
     * trusts browsers at all.
     *
     * @param circumstances how things are with the user's account now
     * @param now seconds since 1970, by the server's clock
     * @return suspended, expired, idle-expired, weak, account-changed or trusted
     */
    public static TrustState standing(OwnerBinding bound, Circumstances circumstances, TrustPolicy policy, long now) {
        TrustState state = alone(bound, policy, now);
        return state == TrustState.TRUSTED && policy.endings().hasEnded(bound.circumstances(), circumstances)
                ? TrustState.ACCOUNT_CHANGED
                : state;
    }

    private static TrustState alone(OwnerBinding bound, TrustPolicy policy, long now) {
        if (bound.isSuspended()) {
            return TrustState.SUSPENDED;
        }
        if (bound.expiresAt() <= now) {
            return TrustState.EXPIRED;
        }
        if (policy.idleLifetime() > 0 && bound.lastUsedAt() + policy.idleLifetime() <= now) {
            return TrustState.IDLE_EXPIRED;
        }
        if (!bound.assurance().atLeast(policy.requiredAssurance())) {
            return TrustState.WEAK;
        }
        return TrustState.TRUSTED;
    }

    private static TrustState weigh(OwnerBinding bound, Circumstances now, TrustPolicy policy) {
        if (policy.endings().hasEnded(bound.circumstances(), now)) {
            return TrustState.ACCOUNT_CHANGED;
        }
        if (policy.sameNetwork() && !bound.circumstances().network().equals(now.network())) {
            return TrustState.NETWORK_CHANGED;
        }
        return policy.clientTrusts() ? TrustState.TRUSTED : TrustState.SENSITIVE_CLIENT;
    }

    private static boolean isStale(DeviceEvidence proven, long now) {
        return now - proven.provenAt() > TrustPolicy.EVIDENCE_LIFETIME
                || proven.provenAt() - now > TrustPolicy.CLOCK_SKEW;
    }
}
