package dev.relock.keycloak;

import dev.relock.decision.Endings;
import dev.relock.gateway.RelockGateway;
import dev.relock.owner.OwnerBinding;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.DefaultActionTokenKey;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The two endings that a look at the account cannot tell. That a user was disabled for a while leaves no trace; and a new
 * password looks the same whoever has chosen it. The look takes it for a reset: if this listener hears nothing, trust
 * ends. What it hears can only spare a user who was signed in and chose the password himself.
 */
final class EndingsListener implements EventListenerProvider {
    private final KeycloakSession session;

    EndingsListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() == EventType.UPDATE_CREDENTIAL
                && event.getDetails() != null
                && PasswordCredentialModel.TYPE.equals(event.getDetails().get(Details.CREDENTIAL_TYPE))) {
            user(event.getRealmId(), event.getUserId()).ifPresent(this::spareWhoChoseIt);
        } else if (event.getType() == EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT) {
            endIfDisabled(event.getRealmId(), event.getUserId());
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        String path = event.getResourcePath();
        if (event.getResourceType() == ResourceType.USER
                && event.getOperationType() == OperationType.UPDATE
                && path != null
                && path.startsWith("users/")) {
            endIfDisabled(event.getRealmId(), path.substring("users/".length()));
        }
    }

    private void endIfDisabled(String realmId, String userId) {
        user(realmId, userId)
                .filter(user -> !user.isEnabled())
                .filter(user -> new RealmSettings(realm(realmId)).endsWhenDisabled())
                .ifPresent(user -> removeAll(realm(realmId), user));
    }

    private void removeAll(RealmModel realm, UserModel user) {
        List<OwnerBinding> removed = OwnerBindings.of(user).removeAll();
        DeviceEvents events = new KeycloakDeviceEvents(session, realm);
        removed.forEach(binding -> events.removed(user, binding, DeviceEvents.DISABLED));
    }

    /**
     * What rested on the password that this user signed in with rests on the new one. A password that somebody else had set
     * in between is not that one, and what it ended stays ended.
     */
    private void spareWhoChoseIt(UserModel user) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        if (login == null
                || !sparesAnybody(login.getRealm())
                || login.getAuthNote(DefaultActionTokenKey.ACTION_TOKEN_USER_ID) != null
                || !user.equals(login.getAuthenticatedUser())) {
            return;
        }
        UserSessionModel userSession = session.sessions()
                .getUserSession(login.getRealm(), login.getParentSession().getId());
        Optional<String> former = Optional.ofNullable(
                        login.getUserSessionNotes().get(RelockGateway.PASSWORD_NOTE))
                .or(() -> Optional.ofNullable(userSession)
                        .filter(found -> user.equals(found.getUser()))
                        .map(found -> found.getNote(RelockGateway.PASSWORD_NOTE)));
        String present = AccountLook.password(user);
        former.ifPresent(name -> {
            session.getProvider(RelockGateway.class).passwordReplaced(user, name);
            login.setUserSessionNote(RelockGateway.PASSWORD_NOTE, present);
            if (userSession != null) {
                userSession.setNote(RelockGateway.PASSWORD_NOTE, present);
            }
        });
    }

    private static boolean sparesAnybody(RealmModel realm) {
        return new RealmSettings(realm).trustPolicy(true).endings().password() != Endings.Password.ANY;
    }

    private Optional<UserModel> user(String realmId, String userId) {
        RealmModel realm = realm(realmId);
        return userId == null || realm == null
                ? Optional.empty()
                : Optional.ofNullable(session.users().getUserById(realm, userId));
    }

    private RealmModel realm(String realmId) {
        RealmModel current = session.getContext().getRealm();
        return current != null && Objects.equals(current.getId(), realmId)
                ? current
                : session.realms().getRealm(realmId);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
