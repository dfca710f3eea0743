package dev.relock.keycloak;

import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Tells in the log, at once, when an administrator has saved a setting that does not count as it was written. */
final class SettingsListener implements EventListenerProvider {
    private static final Logger LOG = Logger.getLogger("relock");
    private static final Set<ResourceType> HOLD_SETTINGS =
            EnumSet.of(ResourceType.REALM, ResourceType.AUTHENTICATOR_CONFIG, ResourceType.AUTH_EXECUTION);

    private final KeycloakSession session;

    SettingsListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        // Users save no settings.
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (HOLD_SETTINGS.contains(event.getResourceType()) && event.getOperationType() != OperationType.DELETE) {
            RealmModel realm = session.realms().getRealm(event.getRealmId());
            if (realm != null) {
                RealmCheck.of(session, realm)
                        .forEach(found -> LOG.warnf(
                                "Realm %s: setting %s (%s) %s",
                                realm.getName(), found.setting(), found.where(), found.problem()));
            }
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
