package dev.relock.http.console;

import dev.relock.keycloak.GlobalListenerFactory;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.EnvironmentDependentProviderFactory;

/** {@code relock-policy-tab}: for every realm, where there are such tabs at all. */
public final class PolicyMirrorListenerFactory extends GlobalListenerFactory
        implements EnvironmentDependentProviderFactory {
    /** For Keycloak, which finds it by its name. */
    public PolicyMirrorListenerFactory() {
        super("relock-policy-tab");
    }

    @Override
    public boolean isSupported(Config.Scope config) {
        return Profile.isFeatureEnabled(Profile.Feature.DECLARATIVE_UI);
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new PolicyMirrorListener(session);
    }
}
