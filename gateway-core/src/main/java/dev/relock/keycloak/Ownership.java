package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustDecision;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.gateway.Standing;
import dev.relock.owner.Assurance;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.UserModel;

/** Who owns which device: the credentials hold the truth, the devices' entries a hint of it. */
final class Ownership {
    private static final Logger LOG = Logger.getLogger("relock");

    private final RealmContext context;

    Ownership(RealmContext context) {
        this.context = context;
    }

    TrustState trust(Optional<DeviceEvidence> evidence, UserModel user, TrustPolicy policy) {
        Optional<OwnerBinding> binding =
                evidence.flatMap(proven -> OwnerBindings.of(user).find(proven.device()));
        if (binding.isPresent() && !evidence.get().owners().contains(user.getId())) {
            // The cache was lost or the realm imported; the credential is the truth.
            context.devices().update(context.key(evidence.get()), state -> state.withOwner(user.getId()));
        }
        return TrustDecision.decide(evidence, binding, policy, context.now());
    }

    /**
     * How a device stands to a user, whenever it proved itself.
     *
     * @param evidence as if it did so now; empty when it has ended or is not known any more
     */
    Standing standing(String deviceId, Optional<DeviceEvidence> evidence, UserModel user, TrustPolicy policy) {
        Optional<OwnerBinding> binding = OwnerBindings.of(user).all().stream()
                .filter(owned -> owned.device().value().equals(deviceId))
                .findFirst();
        if (evidence.isEmpty() && binding.filter(OwnerBinding::isSuspended).isPresent()) {
            return new Standing(TrustState.SUSPENDED, binding);
        }
        return new Standing(TrustDecision.decide(evidence, binding, policy, context.now()), binding);
    }

    Optional<OwnerBinding> bind(DeviceEvidence evidence, UserModel user, Assurance assurance, TrustPolicy policy) {
        if (!context.origins().isKeycloakConfigured()) {
            LOG.warn("No hostname is configured, so no device is bound: set --hostname");
            return Optional.empty();
        }
        if (assurance == Assurance.MFA && !evidence.keycloakOrigin()) {
            return Optional.empty();
        }
        OwnerBindings bindings = OwnerBindings.of(user);
        if (bindings.find(evidence.device()).filter(OwnerBinding::isSuspended).isPresent()) {
            // What was suspended stays so: the browser starts over with a new key.
            context.devices().update(context.key(evidence), state -> state.end("revoked"));
            return Optional.empty();
        }
        if (context.devices()
                .update(context.key(evidence), state -> state.withOwner(user.getId()))
                .isEmpty()) {
            return Optional.empty();
        }
        String label = DeviceLabel.of(context.session(), evidence);
        List<OwnerBinding> before = bindings.all();
        OwnerBinding bound = bindings.bind(evidence, assurance, policy, label, context.now());
        context.stopwatch().bound(bound.assurance());
        context.events().bound(user, bound.device(), bound.assurance());
        displaced(before, bindings.all()).forEach(lost -> context.events().removed(user, lost, DeviceEvents.CAP));
        return Optional.of(bound);
    }

    private static List<OwnerBinding> displaced(List<OwnerBinding> before, List<OwnerBinding> after) {
        Set<String> left = after.stream().map(OwnerBinding::id).collect(Collectors.toSet());
        return before.stream().filter(binding -> !left.contains(binding.id())).toList();
    }

    void used(DeviceEvidence evidence, UserModel user) {
        OwnerBindings bindings = OwnerBindings.of(user);
        bindings.find(evidence.device()).ifPresent(binding -> bindings.used(binding, evidence, context.now()));
    }

    /**
     * Removes the binding of a device to a user, if there is one.
     *
     * @param reason as told in the event
     */
    void remove(String userId, DeviceId device, String reason) {
        UserModel user = context.session().users().getUserById(context.realm(), userId);
        if (user != null) {
            OwnerBindings bindings = OwnerBindings.of(user);
            Optional<OwnerBinding> lost = bindings.find(device);
            bindings.remove(device);
            lost.ifPresent(binding -> context.events().removed(user, binding, reason));
        }
    }
}
