package dev.relock.keycloak;

import dev.relock.device.DeviceState;
import dev.relock.device.SignedIn;
import dev.relock.handshake.DeviceFacts;
import dev.relock.owner.Assurance;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** Checks what a device's state says of users and sessions against Keycloak, which decides. */
final class KeycloakFacts implements DeviceFacts {
    private final KeycloakSession session;
    private final RealmModel realm;

    KeycloakFacts(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    @Override
    public boolean owned(DeviceState state) {
        return state.owners().stream()
                .map(id -> session.users().getUserById(realm, id))
                .anyMatch(user -> user != null && isOwner(user, state));
    }

    private static boolean isOwner(UserModel user, DeviceState state) {
        return OwnerBindings.of(user)
                .find(state.identity().id())
                .filter(binding -> !binding.isSuspended())
                .isPresent();
    }

    /** An assertion lasts until its application takes it back; a verified sign-in ends with the Keycloak session. */
    @Override
    public boolean authenticated(DeviceState state) {
        SignedIn signedIn = state.signedIn();
        if (signedIn == null) {
            return false;
        }
        if (Assurance.ASSERTED.id().equals(signedIn.assurance())) {
            return true;
        }
        return Optional.ofNullable(session.sessions().getUserSession(realm, signedIn.userSession()))
                .filter(found -> isLive(found, signedIn.user()))
                .isPresent();
    }

    private boolean isLive(UserSessionModel found, String userId) {
        return found.getUser() != null
                && found.getUser().getId().equals(userId)
                && found.getUser().isEnabled()
                && AuthenticationManager.isSessionValid(realm, found);
    }
}
