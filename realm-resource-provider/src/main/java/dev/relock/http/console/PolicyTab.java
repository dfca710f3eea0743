package dev.relock.http.console;

import dev.relock.keycloak.RealmPolicy;
import dev.relock.keycloak.RealmPolicy.BadMemberException;
import java.util.List;
import java.util.Map;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.EnvironmentDependentProviderFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.services.ui.extend.UiTabProvider;
import org.keycloak.services.ui.extend.UiTabProviderFactory;

/**
 * The realm's policy as a tab of the realm settings, where Keycloak's feature {@code declarative-ui} is on. The tab's
 * component is a form: the realm's attributes are what counts, and {@link PolicyMirror} keeps the form as they are.
 */
public final class PolicyTab implements UiTabProviderFactory<UiTabProvider>, EnvironmentDependentProviderFactory {
    /** The console shows it as the title of the tab. */
    static final String ID = "Relock";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public boolean isSupported(Config.Scope config) {
        return Profile.isFeatureEnabled(Profile.Feature.DECLARATIVE_UI);
    }

    @Override
    public String getPath() {
        return "/:realm/realm-settings/:tab?";
    }

    @Override
    public Map<String, String> getParams() {
        return Map.of("tab", "relock");
    }

    @Override
    public String getHelpText() {
        return "Which browsers are trusted, for how long, and what ends it";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return PolicyForm.fields();
    }

    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel model) {
        try {
            PolicyForm.changes(model, realm, false);
        } catch (BadMemberException e) {
            throw new ComponentValidationException("relockPolicyBadValue", PolicyForm.label(e.member()));
        }
    }

    @Override
    public void onCreate(KeycloakSession session, RealmModel realm, ComponentModel model) {
        apply(realm, model, false);
    }

    @Override
    public void onUpdate(KeycloakSession session, RealmModel realm, ComponentModel before, ComponentModel model) {
        apply(realm, model, true);
    }

    private static void apply(RealmModel realm, ComponentModel model, boolean isWhole) {
        try {
            RealmPolicy.write(realm, PolicyForm.changes(model, realm, isWhole));
        } catch (BadMemberException e) {
            // Keycloak has had it validated before.
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void init(Config.Scope config) {
        // No options.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(PolicyTab::heard);
    }

    private static void heard(ProviderEvent event) {
        if (event instanceof PostMigrationEvent started) {
            PolicyMirror.updateAll(started.getFactory());
        } else if (event instanceof RealmModel.RealmPostCreateEvent created) {
            PolicyMirror.update(created.getCreatedRealm());
        }
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
