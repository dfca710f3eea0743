package dev.relock.flow.bind;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code relock-bind}. */
public final class RelockBindAuthenticatorFactory implements AuthenticatorFactory {
    public static final String ID = "relock-bind";

    private static final Authenticator SINGLETON = new RelockBindAuthenticator();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return SINGLETON;
    }

    @Override
    public String getDisplayType() {
        return "Relock trust this device";
    }

    @Override
    public String getHelpText() {
        return "Behind a second factor: asks whether to trust this browser, so that the second factor is not asked here next"
                + " time. Does nothing unless a second factor was passed in this very login and 'Relock device' has seen the"
                + " browser before.";
    }

    /** Not the credential type: being asked to trust a browser is no authentication. */
    @Override
    public String getReferenceCategory() {
        return ID;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    /** Never an alternative: it always succeeds, so it would replace the second factor it stands beside. */
    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return RelockBindSettings.ALL;
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
