package dev.relock.keycloak;

import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;

/** The devices that a user owns, as they are stored among the user's credentials. */
final class StoredBindings {
    private final UserModel user;

    StoredBindings(UserModel user) {
        this.user = user;
    }

    List<OwnerBinding> all() {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(RelockDeviceCredential.TYPE)
                .flatMap(credential -> RelockDeviceCredential.read(user.getId(), credential).stream())
                .toList();
    }

    /** Stores a new one; its name gets a number where another credential of the user has that name. */
    OwnerBinding create(OwnerBinding made) {
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
     * Changes a binding as it is stored now, never as it was read before: what another request has written meanwhile, a
     * suspension above all, must not be undone. What Keycloak's own copy may still hide is made good by {@link
     * CollisionWatch}.
     *
     * @return empty when it has gone, or cannot be read
     */
    Optional<OwnerBinding> update(String id, UnaryOperator<OwnerBinding> change) {
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

    void remove(OwnerBinding binding) {
        user.credentialManager().removeStoredCredentialById(binding.id());
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
