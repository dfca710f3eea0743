package dev.relock.testenv.foreign;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** As such extensions look like: what differs is how they name themselves. */
abstract class ForeignAuthenticatorFactory implements AuthenticatorFactory {
    private final String id;
    private final String category;

    /** @param category null for an extension that has none, as many have */
    ForeignAuthenticatorFactory(String id, String category) {
        this.id = id;
        this.category = category;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new TextMessageAuthenticator();
    }

    @Override
    public String getDisplayType() {
        return "Foreign " + id;
    }

    @Override
    public String getHelpText() {
        return "Asks for a code.";
    }

    @Override
    public String getReferenceCategory() {
        return category;
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENT_CHOICES.clone();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
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
