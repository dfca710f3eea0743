package dev.relock.flow.execution;

import dev.relock.gateway.CheckedSettings;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** What the factories of our executions have in common: one authenticator for all, no set-up by users, no options. */
public abstract class ExecutionFactory implements AuthenticatorFactory, CheckedSettings {
    private final String id;
    private final String name;
    private final String help;
    private final Authenticator authenticator;
    private final List<ProviderConfigProperty> settings;
    private final List<Requirement> requirements;

    /**
     * @param id of the provider, part of the public interface
     * @param name as shown in the admin console
     * @param help as shown there
     * @param settings may be empty
     */
    protected ExecutionFactory(
            String id,
            String name,
            String help,
            Authenticator authenticator,
            List<ProviderConfigProperty> settings,
            Requirement... requirements) {
        this.id = id;
        this.name = name;
        this.help = help;
        this.authenticator = authenticator;
        this.settings = settings;
        this.requirements = List.of(requirements);
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final String getDisplayType() {
        return name;
    }

    @Override
    public final String getHelpText() {
        return help;
    }

    @Override
    public final Authenticator create(KeycloakSession session) {
        return authenticator;
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        return settings;
    }

    @Override
    public final Requirement[] getRequirementChoices() {
        return requirements.toArray(Requirement[]::new);
    }

    /** Which of the settings are numbers. */
    protected List<Seconds> numbers() {
        return List.of();
    }

    @Override
    public final Map<String, String> complaints(Map<String, String> stored) {
        return new SettingsCheck(settings, numbers()).complaints(stored);
    }

    /** Even without settings of its own: Keycloak adds the reference value for the {@code amr} claim. */
    @Override
    public final boolean isConfigurable() {
        return true;
    }

    @Override
    public final boolean isUserSetupAllowed() {
        return false;
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
