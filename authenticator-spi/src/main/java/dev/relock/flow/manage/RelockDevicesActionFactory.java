package dev.relock.flow.manage;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code relock-devices}: started by the user, from the account console or by {@code kc_action=relock-devices}. */
public final class RelockDevicesActionFactory implements RequiredActionFactory {
    public static final String ID = "relock-devices";

    private static final RequiredActionProvider SINGLETON = new RelockDevicesAction();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return SINGLETON;
    }

    @Override
    public String getDisplayText() {
        return "Relock: manage trusted browsers";
    }

    @Override
    public boolean isOneTimeAction() {
        return true;
    }

    /** Only Keycloak's own: how long after signing in the user may do this without giving the password again. */
    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return List.copyOf(MAX_AUTH_AGE_CONFIG_PROPERTIES);
    }

    @Override
    public void init(Config.Scope config) {
        // Has no options of its own.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to open.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
