package dev.relock.flow.condition;

import dev.relock.flow.execution.SettingsCheck;
import dev.relock.gateway.CheckedSettings;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowCallbackFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code relock-condition}. */
public final class RelockConditionAuthenticatorFactory
        implements ConditionalAuthenticatorFactory, AuthenticationFlowCallbackFactory, CheckedSettings {
    public static final String ID = "relock-condition";

    private static final ConditionalAuthenticator SINGLETON = new RelockConditionAuthenticator();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public ConditionalAuthenticator getSingleton() {
        return SINGLETON;
    }

    @Override
    public String getDisplayType() {
        return "Condition - Relock device";
    }

    @Override
    public String getHelpText() {
        return "Runs the sub-flow (OTP, passkey, ...) unless the browser is one that the user owns. Needs 'Relock device'"
                + " before it.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

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
        return RelockConditionSettings.ALL;
    }

    @Override
    public Map<String, String> complaints(Map<String, String> settings) {
        return new SettingsCheck(RelockConditionSettings.ALL, List.of()).complaints(settings);
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
