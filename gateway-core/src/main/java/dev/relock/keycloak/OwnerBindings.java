package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.handshake.Handshake;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;

/** The devices that a user owns: what may happen to them. */
final class OwnerBindings {
    /** Use is written down at most this often, seconds: every write reloads the user on all nodes. */
    private static final long USE_GRANULARITY = 3600;

    private final UserModel user;
    private final StoredBindings stored;

    private OwnerBindings(UserModel user) {
        this.user = user;
        this.stored = new StoredBindings(user);
    }

    static OwnerBindings of(UserModel user) {
        return new OwnerBindings(user);
    }

    List<OwnerBinding> all() {
        return stored.all();
    }

    Optional<OwnerBinding> find(DeviceId device) {
        return all().stream().filter(binding -> binding.device().equals(device)).findFirst();
    }

    /** Makes a binding, or renews the one that is there; at the cap a suspended, a weaker, else the device used
     * longest ago gives way. */
    OwnerBinding bind(
            DeviceEvidence evidence,
            Assurance assurance,
            TrustPolicy policy,
            String label,
            Circumstances circumstances,
            long now) {
        Optional<OwnerBinding> existing = find(evidence.device());
        if (existing.isPresent()) {
            return stored.update(
                            existing.get().id(),
                            binding -> binding.renewed(
                                    assurance,
                                    evidence.lineage(),
                                    evidence.version(),
                                    now,
                                    now + policy.lifetime(),
                                    circumstances))
                    .orElse(existing.get());
        }
        makeRoom(policy.deviceCap());
        return stored.create(new OwnerBinding(
                null,
                user.getId(),
                evidence.device(),
                evidence.publicKey(),
                evidence.issuer(),
                evidence.origin().value(),
                assurance,
                "",
                evidence.lineage(),
                evidence.version(),
                label,
                now,
                now,
                now,
                now + policy.lifetime(),
                circumstances));
    }

    /** Gives the binding this name, with a number behind it where another credential of the user has it. */
    OwnerBinding rename(OwnerBinding binding, String wanted) {
        return stored.rename(binding, wanted);
    }

    /**
     * Takes a suspension back, if it still has this reason.
     *
     * @return the binding as it is then, or empty when it stays suspended
     */
    Optional<OwnerBinding> restore(OwnerBinding binding, String reason) {
        return stored.update(binding.id(), now -> now.suspended().equals(reason) ? now.restored() : now)
                .filter(now -> !now.isSuspended());
    }

    /** Notes a use, at most once an hour; tells whether it wrote. */
    boolean used(OwnerBinding binding, DeviceEvidence evidence, boolean fully, long now) {
        long noted = fully ? Math.min(binding.lastUsedAt(), binding.signedInAt()) : binding.lastUsedAt();
        return now - noted >= USE_GRANULARITY
                && stored.update(binding.id(), written -> written.used(fully, evidence.version(), now))
                        .isPresent();
    }

    /**
     * The user, signed in, has replaced the password: what rested on the former one rests on the new one.
     *
     * @return the bindings that were written
     */
    List<OwnerBinding> passwordReplaced(String former, String present) {
        return all().stream()
                .filter(binding -> rests(binding, former))
                .flatMap(binding -> stored
                        .update(
                                binding.id(),
                                now -> rests(now, former)
                                        ? now.under(now.circumstances().withPassword(present))
                                        : now)
                        .stream())
                .toList();
    }

    private static boolean rests(OwnerBinding binding, String password) {
        return binding.circumstances().password().equals(password);
    }

    /**
     * Suspends the binding to a device; it stays visible to its owner, with the reason. A collision is also noted where an
     * administrator has suspended before, who could take back only that.
     *
     * @return the binding, or empty when nothing had to be changed
     */
    Optional<OwnerBinding> suspend(DeviceId device, String reason) {
        return find(device)
                .filter(binding -> !binding.isSuspended() || outranks(reason, binding.suspended()))
                .flatMap(binding -> stored.update(binding.id(), now -> now.suspendedFor(reason)));
    }

    private static boolean outranks(String reason, String earlier) {
        return reason.equals(Handshake.COLLISION) && !earlier.equals(reason);
    }

    /** Removes all; tells which. */
    List<OwnerBinding> removeAll() {
        List<OwnerBinding> bindings = all();
        bindings.forEach(stored::remove);
        return bindings;
    }

    /**
     * Removes what has expired before, but for one device, and for what is suspended: the owner may not have been told yet,
     * and a copied key must never become trusted again.
     *
     * @param before seconds since 1970
     * @return what was removed
     */
    List<OwnerBinding> sweep(DeviceId except, long before) {
        List<OwnerBinding> swept = all().stream()
                .filter(binding -> binding.expiresAt() < before
                        && !binding.isSuspended()
                        && !binding.device().equals(except))
                .toList();
        swept.forEach(binding -> user.credentialManager().removeStoredCredentialById(binding.id()));
        return swept;
    }

    void remove(DeviceId device) {
        all().stream().filter(binding -> binding.device().equals(device)).forEach(stored::remove);
    }

    private void makeRoom(int cap) {
        List<OwnerBinding> bindings = all();
        bindings.stream()
                .sorted(Comparator.comparing((OwnerBinding b) -> !b.isSuspended())
                        .thenComparing(OwnerBinding::assurance)
                        .thenComparingLong(OwnerBinding::lastUsedAt))
                .limit(Math.max(0, bindings.size() - cap + 1))
                .forEach(stored::remove);
    }
}
