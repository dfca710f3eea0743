package dev.relock.flow.notice;

import dev.relock.gateway.RelockGateway;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Required action {@code relock-notice}. A realm gets it by itself when the first device has turned up twice. */
public final class CollisionNoticeActionFactory implements RequiredActionFactory {
    private static final RequiredActionProvider SINGLETON = new CollisionNoticeAction();

    @Override
    public String getId() {
        return RelockGateway.NOTICE_ACTION;
    }

    @Override
    public String getDisplayText() {
        return "Relock notice of a copied browser";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return SINGLETON;
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
