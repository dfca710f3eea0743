package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.handshake.Handshake;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import dev.relock.protocol.DeviceId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;

/** The devices that a user owns, as stored in the user's credentials. */
final class OwnerBindings {
    /** Use is written down at most this often, seconds: every write reloads the user on all nodes. */
    private static final long USE_GRANULARITY = 3600;

    private final UserModel user;

    private OwnerBindings(UserModel user) {
        this.user = user;
    }

    static OwnerBindings of(UserModel user) {
        return new OwnerBindings(user);
    }

    List<OwnerBinding> all() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(RelockDeviceCredential.TYPE)
                .flatMap(credential -> RelockDeviceCredential.read(user.getId(), credential).stream())
                .toList();
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
            return update(
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
        return create(new OwnerBinding(
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

    private OwnerBinding create(OwnerBinding made) {
        return UniqueLabel.find(made.label(), labels(""), label -> {
            CredentialModel credential = new CredentialModel();
            RelockDeviceCredential.write(made.named(label), credential);
            CredentialModel stored = user.credentialManager().createStoredCredential(credential);
            return RelockDeviceCredential.read(user.getId(), stored).orElseThrow();
        });
    }

    /** Gives the binding this name, with a number behind it where another credential of the user has it. */
    OwnerBinding rename(OwnerBinding binding, String wanted) {
        return UniqueLabel.find(
                wanted,
                labels(binding.id()),
                label -> update(binding.id(), stored -> stored.named(label)).orElse(binding));
    }

    /**
     * Takes a suspension back, if it still has this reason.
     *
     * @return the binding as it is then, or empty when it stays suspended
     */
    Optional<OwnerBinding> restore(OwnerBinding binding, String reason) {
        return update(binding.id(), stored -> stored.suspended().equals(reason) ? stored.restored() : stored)
                .filter(stored -> !stored.isSuspended());
    }

    /** Notes a use, at most once an hour; tells whether it wrote. */
    boolean used(OwnerBinding binding, DeviceEvidence evidence, boolean fully, long now) {
        long noted = fully ? Math.min(binding.lastUsedAt(), binding.signedInAt()) : binding.lastUsedAt();
        return now - noted >= USE_GRANULARITY
                && update(binding.id(), stored -> stored.used(fully, evidence.version(), now))
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
                .flatMap(binding -> update(
                        binding.id(),
                        stored -> rests(stored, former)
                                ? stored.under(stored.circumstances().withPassword(present))
                                : stored)
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
                .flatMap(binding -> update(binding.id(), stored -> stored.suspendedFor(reason)));
    }

    private static boolean outranks(String reason, String earlier) {
        return reason.equals(Handshake.COLLISION) && !earlier.equals(reason);
    }

    /** Removes all; tells which. */
    List<OwnerBinding> removeAll() {
        List<OwnerBinding> bindings = all();
        bindings.forEach(binding -> user.credentialManager().removeStoredCredentialById(binding.id()));
        return bindings;
    }

    /**
     * Removes what has expired before, but for one device.
     *
     * @param before seconds since 1970
     * @return what was removed
     */
    List<OwnerBinding> sweep(DeviceId except, long before) {
        List<OwnerBinding> swept = all().stream()
                .filter(binding ->
                        binding.expiresAt() < before && !binding.device().equals(except))
                .toList();
        swept.forEach(binding -> user.credentialManager().removeStoredCredentialById(binding.id()));
        return swept;
    }

    void remove(DeviceId device) {
        all().stream()
                .filter(binding -> binding.device().equals(device))
                .forEach(binding -> user.credentialManager().removeStoredCredentialById(binding.id()));
    }

    /**
     * Changes a binding as it is stored now, never as it was read before: what another request has written meanwhile, a
     * suspension above all, must not be undone. What Keycloak's own copy may still hide is made good by {@link
     * CollisionWatch}.
     *
     * @return empty when it has gone, or cannot be read
     */
    private Optional<OwnerBinding> update(String id, UnaryOperator<OwnerBinding> change) {
        CredentialModel credential = user.credentialManager().getStoredCredentialById(id);
        if (credential == null) {
            return Optional.empty();
        }
        Optional<OwnerBinding> changed =
                RelockDeviceCredential.read(user.getId(), credential).map(change);
        changed.ifPresent(binding -> {
            RelockDeviceCredential.write(binding, credential);
            user.credentialManager().updateStoredCredential(credential);
        });
        return changed;
    }

    private void makeRoom(int cap) {
        List<OwnerBinding> bindings = all();
        bindings.stream()
                .sorted(Comparator.comparing((OwnerBinding b) -> !b.isSuspended())
                        .thenComparing(OwnerBinding::assurance)
                        .thenComparingLong(OwnerBinding::lastUsedAt))
                .limit(Math.max(0, bindings.size() - cap + 1))
                .forEach(binding -> user.credentialManager().removeStoredCredentialById(binding.id()));
    }

    private Set<String> labels(String exceptId) {
        return user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> !exceptId.equals(credential.getId()))
                .map(CredentialModel::getUserLabel)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
