package dev.relock.http.admin;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Serves {@code /admin/realms/{realm}/relock}. */
public final class RelockAdminResourceProviderFactory implements AdminRealmResourceProviderFactory {
    private static final AdminRealmResourceProvider SINGLETON = new Provider();

    @Override
    public String getId() {
        return "relock";
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return SINGLETON;
    }

    @Override
    public void init(Config.Scope config) {
        // Has no options.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to open.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }

    private static final class Provider implements AdminRealmResourceProvider {
        @Override
        public Object getResource(
                KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder events) {
            return new RelockAdminResource(session, realm, auth, events);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
