package dev.relock.http.console;

import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Hears that an administrator has changed a realm, by whatever way. */
final class PolicyMirrorListener implements EventListenerProvider {
    private final KeycloakSession session;

    PolicyMirrorListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() == ResourceType.REALM && event.getOperationType() == OperationType.UPDATE) {
            RealmModel realm = session.realms().getRealm(event.getRealmId());
            if (realm != null) {
                PolicyMirror.update(realm);
            }
        }
    }

    @Override
    public void onEvent(Event event) {
        // Users change no realm.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
