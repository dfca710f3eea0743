package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustPolicy;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import dev.relock.protocol.DeviceId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
            return update(existing.get()
                    .renewed(
                            assurance,
                            evidence.lineage(),
                            evidence.version(),
                            now,
                            now + policy.lifetime(),
                            circumstances));
        }
        makeRoom(policy.deviceCap());
        OwnerBinding made = new OwnerBinding(
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
                unique(label),
                now,
                now,
                now,
                now + policy.lifetime(),
                circumstances);
        CredentialModel credential = new CredentialModel();
        RelockDeviceCredential.write(made, credential);
        CredentialModel stored = user.credentialManager().createStoredCredential(credential);
        return RelockDeviceCredential.read(user.getId(), stored).orElseThrow();
    }

    /** Notes a use, at most once an hour. */
    void used(OwnerBinding binding, DeviceEvidence evidence, boolean fully, long now) {
        long noted = fully ? Math.min(binding.lastUsedAt(), binding.signedInAt()) : binding.lastUsedAt();
        if (now - noted >= USE_GRANULARITY) {
            update(binding.used(fully, evidence.version(), now));
        }
    }

    /** The user, signed in, has replaced the password: what rested on the former one rests on the new one. */
    void passwordReplaced(String former, String present) {
        all().stream()
                .filter(binding -> binding.circumstances().password().equals(former))
                .forEach(binding -> update(binding.under(binding.circumstances().withPassword(present))));
    }

    void removeAll() {
        all().forEach(binding -> user.credentialManager().removeStoredCredentialById(binding.id()));
    }

    /** Suspends the binding to a device; it stays visible to its owner, with the reason. */
    Optional<OwnerBinding> suspend(DeviceId device, String reason) {
        return find(device).map(binding -> update(binding.suspendedFor(reason)));
    }

    void remove(DeviceId device) {
        all().stream()
                .filter(binding -> binding.device().equals(device))
                .forEach(binding -> user.credentialManager().removeStoredCredentialById(binding.id()));
    }

    private OwnerBinding update(OwnerBinding binding) {
        CredentialModel credential = user.credentialManager().getStoredCredentialById(binding.id());
        RelockDeviceCredential.write(binding, credential);
        user.credentialManager().updateStoredCredential(credential);
        return binding;
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

    /** Keycloak refuses a label that another credential of the user has. */
    private String unique(String label) {
        Set<String> taken = user.credentialManager()
                .getStoredCredentialsStream()
                .map(CredentialModel::getUserLabel)
                .filter(Objects::nonNull)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String candidate = label;
        for (int i = 2; taken.contains(candidate.toLowerCase(Locale.ROOT)); i++) {
            candidate = label + " (" + i + ")";
        }
        return candidate;
    }
}
