package dev.relock.keycloak;

import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;

/** {@code relock-endings}: ends trust where the realm says so. */
public final class EndingsListenerFactory extends GlobalListenerFactory {
    public EndingsListenerFactory() {
        super("relock-endings");
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new EndingsListener(session);
    }
}
