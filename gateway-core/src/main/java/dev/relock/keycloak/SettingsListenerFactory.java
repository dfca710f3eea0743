package dev.relock.keycloak;

import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;

/** {@code relock-settings}: tells of mistyped settings. */
public final class SettingsListenerFactory extends GlobalListenerFactory {
    public SettingsListenerFactory() {
        super("relock-settings");
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new SettingsListener(session);
    }
}
