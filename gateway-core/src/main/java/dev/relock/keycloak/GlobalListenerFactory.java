package dev.relock.keycloak;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSessionFactory;

/** Makes a listener that hears the events of every realm, without being listed there. */
public abstract class GlobalListenerFactory implements EventListenerProviderFactory {
    private final String id;

    protected GlobalListenerFactory(String id) {
        this.id = id;
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final boolean isGlobal() {
        return true;
    }

    @Override
    public void init(Config.Scope config) {
        // No options.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to prepare.
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
