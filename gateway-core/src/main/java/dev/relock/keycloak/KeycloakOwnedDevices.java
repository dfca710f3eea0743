package dev.relock.keycloak;

import dev.relock.decision.TrustDecision;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.gateway.OwnedDevices;
import dev.relock.owner.Circumstances;
import dev.relock.owner.DeviceName;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.models.UserModel;

/** Owned devices as credentials, with what the caches remember of them. */
final class KeycloakOwnedDevices implements OwnedDevices {

    private final RealmContext context;

    KeycloakOwnedDevices(RealmContext context) {
        this.context = context;
    }

    @Override
    public List<OwnerBinding> of(UserModel user) {
        return OwnerBindings.of(user).all();
    }

    @Override
    public List<UserModel> owners(DeviceId device) {
        return context.devices().get(key(device)).map(DeviceState::owners).orElse(List.of()).stream()
                .map(id -> context.session().users().getUserById(context.realm(), id))
                .filter(Objects::nonNull)
                .filter(user -> OwnerBindings.of(user).find(device).isPresent())
                .toList();
    }

    @Override
    public TrustState standing(OwnerBinding binding) {
        TrustPolicy policy = context.settings().trustPolicy(true);
        UserModel owner = context.session().users().getUserById(context.realm(), binding.userId());
        Circumstances circumstances =
                owner == null ? Circumstances.UNKNOWN : context.account().at(owner, false);
        return TrustDecision.standing(binding, circumstances, policy, context.now());
    }

    @Override
    public OwnerBinding rename(UserModel user, OwnerBinding binding, DeviceName name) {
        return name.text().equals(binding.label())
                ? binding
                : OwnerBindings.of(user).rename(binding, name.text());
    }

    @Override
    public OwnerBinding suspend(UserModel user, OwnerBinding binding) {
        if (binding.isSuspended()) {
            return binding;
        }
        OwnerBinding suspended = OwnerBindings.of(user)
                .suspend(binding.device(), BY_ADMINISTRATOR)
                .orElseThrow();
        List<String> ended = endSessions(user, binding, Optional.empty());
        context.events().suspended(user, suspended, BY_ADMINISTRATOR, ended);
        return suspended;
    }

    @Override
    public Optional<OwnerBinding> restore(UserModel user, OwnerBinding binding) {
        if (!binding.isSuspended()) {
            return Optional.of(binding);
        }
        Optional<OwnerBinding> restored = OwnerBindings.of(user).restore(binding, BY_ADMINISTRATOR);
        restored.ifPresent(back -> context.events().restored(user, back, BY_ADMINISTRATOR));
        return restored;
    }

    @Override
    public void remove(UserModel user, OwnerBinding binding, Optional<String> kept) {
        OwnerBindings.of(user).remove(binding.device());
        endSessions(user, binding, kept);
        RememberedOwners.forget(context.devices(), key(binding.device()), user.getId());
    }

    @Override
    public void removeAsAdministrator(UserModel user, OwnerBinding binding) {
        remove(user, binding, Optional.empty());
        new OwnerMail(context.session(), context.realm()).deviceRemoved(user, binding);
    }

    private List<String> endSessions(UserModel user, OwnerBinding binding, Optional<String> kept) {
        return new TrustedSessions(context.session(), context.realm())
                .end(user, binding.device().value(), kept);
    }

    private String key(DeviceId device) {
        return DeviceIdentity.key(context.realm().getId(), device);
    }
}
