package dev.relock.flow.device;

import dev.relock.flow.execution.SettingsCheck;
import dev.relock.gateway.CheckedSettings;
import dev.relock.owner.RelockDeviceCredential;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowCallbackFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** {@code relock-device}. */
public final class RelockDeviceAuthenticatorFactory implements AuthenticationFlowCallbackFactory, CheckedSettings {
    public static final String ID = "relock-device";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new RelockDeviceAuthenticator(session);
    }

    @Override
    public String getDisplayType() {
        return "Relock device";
    }

    @Override
    public String getHelpText() {
        return "Asks the browser to prove the key it holds: behind the password form by the proof that the form brought"
                + " along, otherwise by a short page that submits itself. REQUIRED only looks and lets every browser pass;"
                + " let the condition 'Relock device' decide what follows. ALTERNATIVE succeeds on a trusted browser only.";
    }

    /** Makes the account console list the user's browsers; see AccountCredentialResource. */
    @Override
    public String getReferenceCategory() {
        return RelockDeviceCredential.TYPE;
    }

    @Override
    public boolean isConfigurable() {
        return true;
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
        return RelockDeviceSettings.ALL;
    }

    @Override
    public Map<String, String> complaints(Map<String, String> settings) {
        return new SettingsCheck(RelockDeviceSettings.ALL, List.of()).complaints(settings);
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
