package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustDecision;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.Optional;
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
        return TrustDecision.decide(evidence, binding, circumstances(user, policy), policy, context.now());
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
        return Optional.of(
                bindings.bind(evidence, assurance, policy, label, circumstances(user, policy), context.now()));
    }

    void used(DeviceEvidence evidence, UserModel user, boolean fully) {
        OwnerBindings bindings = OwnerBindings.of(user);
        bindings.find(evidence.device()).ifPresent(binding -> bindings.used(binding, evidence, fully, context.now()));
    }

    private Circumstances circumstances(UserModel user, TrustPolicy policy) {
        return new AccountLook(context.session(), context.realm()).at(user, policy.sameNetwork());
    }

    /** Removes the binding of a device to a user, if there is one. */
    void remove(String userId, DeviceId device) {
        UserModel user = context.session().users().getUserById(context.realm(), userId);
        if (user != null) {
            OwnerBindings.of(user).remove(device);
        }
    }
}
