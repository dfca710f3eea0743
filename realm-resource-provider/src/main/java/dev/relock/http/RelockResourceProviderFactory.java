package dev.relock.http;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Serves {@code /realms/{realm}/relock/}. */
public final class RelockResourceProviderFactory implements RealmResourceProviderFactory {
    private Assets assets;

    @Override
    public String getId() {
        return "relock";
    }

    @Override
    public void init(Config.Scope config) {
        assets = Assets.load();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to open.
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RelockResourceProvider(session, assets);
    }

    @Override
    public void close() {
        // Nothing was opened.
    }

    private record RelockResourceProvider(KeycloakSession session, Assets assets) implements RealmResourceProvider {
        @Override
        public Object getResource() {
            return new RelockResource(session, assets);
        }

        @Override
        public void close() {
            // Holds nothing of its own.
        }
    }
}
