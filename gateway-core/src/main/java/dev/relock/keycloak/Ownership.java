package dev.relock.keycloak;

import dev.relock.decision.DeviceEvidence;
import dev.relock.decision.TrustDecision;
import dev.relock.decision.TrustPolicy;
import dev.relock.decision.TrustState;
import dev.relock.device.DeviceIdentity;
import dev.relock.device.DeviceState;
import dev.relock.gateway.Standing;
import dev.relock.owner.Assurance;
import dev.relock.owner.Circumstances;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;

/** Who owns which device: the credentials hold the truth, the devices' entries a hint of it. */
final class Ownership {
    private static final Logger LOG = Logger.getLogger("relock");

    private final RealmContext context;

    Ownership(RealmContext context) {
        this.context = context;
    }

    TrustState trust(Optional<DeviceEvidence> evidence, UserModel user, TrustPolicy policy) {
        Optional<DeviceEvidence> standing = evidence.filter(this::stands);
        Optional<OwnerBinding> binding = standing.flatMap(
                proven -> OwnerBindings.of(user).find(proven.device()).filter(bound -> isRemembered(proven, user)));
        return TrustDecision.decide(standing, binding, circumstances(user, policy), policy, context.now());
    }

    /** What a browser at the origin of an application is to this user there; never for Keycloak's own login. */
    TrustState trustForApplication(DeviceEvidence evidence, UserModel user, TrustPolicy policy) {
        Optional<OwnerBinding> binding = OwnerBindings.of(user).find(evidence.device());
        TrustPolicy there = policy.forApplication();
        return TrustDecision.decideForApplication(
                Optional.of(evidence).filter(this::stands), binding, circumstances(user, there), there, context.now());
    }

    /** What a device has proven is worth nothing once it has ended, be it after the proof. */
    private boolean stands(DeviceEvidence evidence) {
        Optional<DeviceState> device = context.devices().get(context.key(evidence));
        device.filter(DeviceState::hasEnded).ifPresent(context.collisions(context.session())::ensureSuspended);
        return device.filter(state -> !state.hasEnded()).isPresent();
    }

    /**
     * Whether the device's entry names this owner, which it does not when the cache was lost or the realm imported. An owner
     * whom it has no room for does not count: a collision would not find him.
     */
    private boolean isRemembered(DeviceEvidence evidence, UserModel user) {
        return evidence.owners().contains(user.getId()) || remember(evidence, user) == Remembered.YES;
    }

    private enum Remembered {
        YES,
        /** There are as many owners as there may be. */
        NO_ROOM,
        /** The device has ended. */
        ENDED
    }

    private Remembered remember(DeviceEvidence evidence, UserModel user) {
        String key = context.key(evidence);
        int max = context.limits().ownersPerDevice();
        Optional<DeviceState> device = context.devices().update(key, state -> state.withOwner(user.getId(), max));
        if (device.isPresent() && !device.get().owners().contains(user.getId())) {
            List<String> gone = device.get().owners().stream()
                    .filter(owner -> !hasBinding(owner, evidence.device()))
                    .toList();
            device = context.devices().update(key, state -> {
                DeviceState pruned = state;
                for (String owner : gone) {
                    pruned = pruned.withoutOwner(owner);
                }
                return pruned.withOwner(user.getId(), max);
            });
        }
        if (device.isEmpty()) {
            return Remembered.ENDED;
        }
        return device.get().owners().contains(user.getId()) ? Remembered.YES : Remembered.NO_ROOM;
    }

    private boolean hasBinding(String userId, DeviceId device) {
        UserModel user = context.session().users().getUserById(context.realm(), userId);
        return user != null && OwnerBindings.of(user).find(device).isPresent();
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
        // Who asks may be the server of an application: its network is not the browser's.
        TrustPolicy here = policy.wherever();
        return new Standing(
                TrustDecision.decide(evidence, binding, circumstances(user, here), here, context.now()), binding);
    }

    /** What the user's ownership is worth by itself, wherever the device's key belongs to. */
    Standing owned(DeviceEvidence evidence, UserModel user, TrustPolicy policy) {
        Optional<OwnerBinding> binding = OwnerBindings.of(user).find(evidence.device());
        TrustPolicy here = policy.wherever();
        TrustState state = binding.map(
                        owned -> TrustDecision.standing(owned, circumstances(user, here), here, context.now()))
                .orElse(evidence.owners().isEmpty() ? TrustState.UNOWNED : TrustState.OTHER_USER);
        return new Standing(state, binding);
    }

    Optional<OwnerBinding> bind(DeviceEvidence evidence, UserModel user, Assurance assurance, TrustPolicy policy) {
        if (user instanceof LightweightUserAdapter) {
            // Keycloak keeps him for one session, and no credentials of his.
            return Optional.empty();
        }
        if (!context.origins().isKeycloakConfigured()) {
            LOG.warn("No hostname is configured, so no device is bound: set --hostname");
            return Optional.empty();
        }
        if (assurance == Assurance.MFA && !evidence.keycloakOrigin()) {
            return Optional.empty();
        }
        OwnerBindings bindings = OwnerBindings.of(user);
        Optional<OwnerBinding> former = bindings.find(evidence.device());
        if (former.filter(OwnerBinding::isSuspended).isPresent()) {
            // What was suspended stays so: the browser starts over with a new key.
            context.devices().update(context.key(evidence), state -> state.end("revoked"));
            return Optional.empty();
        }
        Remembered remembered = remember(evidence, user);
        if (remembered != Remembered.YES) {
            if (remembered == Remembered.NO_ROOM) {
                context.events().notBound(user, evidence.device());
            }
            return Optional.empty();
        }
        String label = DeviceLabel.of(context.session(), evidence);
        List<OwnerBinding> before = bindings.all();
        OwnerBinding bound =
                bindings.bind(evidence, assurance, policy, label, circumstances(user, policy), context.now());
        CollisionWatch.afterCommit(context, context.key(evidence), user.getId());
        context.stopwatch().bound(bound.assurance());
        context.events().bound(user, bound.device(), bound.assurance(), former.map(OwnerBinding::assurance));
        if (assurance == Assurance.MFA) {
            new OwnerMail(context.session(), context.realm())
                    .deviceTrusted(user, bound, new RemovalLink(context).to(bound));
        }
        displaced(before, bindings.all()).forEach(lost -> context.events().removed(user, lost, DeviceEvents.CAP));
        sweep(bindings, bound.device(), user);
        return Optional.of(bound);
    }

    private static List<OwnerBinding> displaced(List<OwnerBinding> before, List<OwnerBinding> after) {
        Set<String> left = after.stream().map(OwnerBinding::id).collect(Collectors.toSet());
        return before.stream().filter(binding -> !left.contains(binding.id())).toList();
    }

    void used(DeviceEvidence evidence, UserModel user, boolean fully) {
        OwnerBindings bindings = OwnerBindings.of(user);
        boolean written = bindings.find(evidence.device())
                .filter(binding -> bindings.used(binding, evidence, fully, context.now()))
                .isPresent();
        if (written) {
            CollisionWatch.afterCommit(context, context.key(evidence), user.getId());
            sweep(bindings, evidence.device(), user);
        }
    }

    /** Removes what expired long ago. Only where the user's credentials are written anyway, which is at most once an hour. */
    private void sweep(OwnerBindings bindings, DeviceId except, UserModel user) {
        for (OwnerBinding lost :
                bindings.sweep(except, context.now() - context.settings().expiredKept())) {
            RememberedOwners.forget(
                    context.devices(), DeviceIdentity.key(context.realm().getId(), lost.device()), user.getId());
            context.events().removed(user, lost, DeviceEvents.EXPIRED);
        }
    }

    /**
     * The user, signed in, has replaced the password: what trust rested on the former one rests on the present one.
     *
     * @param former its name
     */
    void passwordReplaced(UserModel user, String former) {
        OwnerBindings.of(user)
                .passwordReplaced(former, AccountLook.password(user))
                .forEach(binding -> CollisionWatch.afterCommit(
                        context, DeviceIdentity.key(context.realm().getId(), binding.device()), user.getId()));
    }

    private Circumstances circumstances(UserModel user, TrustPolicy policy) {
        return context.account().at(user, policy.sameNetwork());
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
