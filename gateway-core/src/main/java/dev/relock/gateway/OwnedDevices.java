package dev.relock.gateway;

import dev.relock.decision.TrustState;
import dev.relock.owner.DeviceName;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.DeviceId;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;

/**
 * The devices that the realm's users own. What is changed here counts from the next sign-in on: it is decided by the stored
 * credential. Who may change what is for the caller to check.
 */
public interface OwnedDevices {
    /** Why a binding is suspended when an administrator did it. */
    String BY_ADMINISTRATOR = "administrator";

    /** All of this user's, in the order in which Keycloak lists credentials. */
    List<OwnerBinding> of(UserModel user);

    /**
     * One of this user's, by the id of its credential; empty for the id of anything else, and of another user's.
     */
    default Optional<OwnerBinding> find(UserModel user, String id) {
        return of(user).stream().filter(binding -> binding.id().equals(id)).findFirst();
    }

    /**
     * The owners of a device, as far as the gateway remembers them: after all nodes have been down, those only who have been
     * back since.
     */
    List<UserModel> owners(DeviceId device);

    /** What it is worth now: suspended, expired, idle-expired, weak, account-changed or trusted. */
    TrustState standing(OwnerBinding binding);

    /** Names it; where the user has another credential of this name, with a number behind it. */
    OwnerBinding rename(UserModel user, OwnerBinding binding, DeviceName name);

    /**
     * Suspends it as an administrator, and ends the sessions that it opened without a second factor. One that is suspended
     * already stays so, with the reason it has.
     */
    OwnerBinding suspend(UserModel user, OwnerBinding binding);

    /**
     * Takes back what an administrator has suspended.
     *
     * @return empty when it is suspended for another reason, such as a collision: that is for good
     */
    Optional<OwnerBinding> restore(UserModel user, OwnerBinding binding);

    /**
     * Removes it, and ends the sessions that it opened without a second factor.
     *
     * @param kept id of a session that stays, namely the one in which this is asked for
     */
    void remove(UserModel user, OwnerBinding binding, Optional<String> kept);

    /** Removes it as an administrator, and ends the sessions that it opened without a second factor. */
    void removeAsAdministrator(UserModel user, OwnerBinding binding);
}
