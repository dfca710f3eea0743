package dev.relock.signals;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.Config;
import org.keycloak.common.Profile;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.EnvironmentDependentProviderFactory;
import org.keycloak.ssf.event.SsfEvent;
import org.keycloak.ssf.event.SsfEventProviderFactory;

/** Makes known to Keycloak's transmitter the two types of events that it has not itself. */
public final class RelockEventTypesFactory implements SsfEventProviderFactory, EnvironmentDependentProviderFactory {
    @Override
    public String getId() {
        return "relock";
    }

    @Override
    public Map<String, Supplier<? extends SsfEvent>> getContributedEventFactories() {
        return Map.of(
                DeviceComplianceChange.TYPE, DeviceComplianceChange::new,
                AssuranceLevelChange.TYPE, AssuranceLevelChange::new);
    }

    @Override
    public Set<String> getEmittableEventTypes() {
        return Set.of(DeviceComplianceChange.TYPE, AssuranceLevelChange.TYPE);
    }

    @Override
    public Set<String> getNativelyEmittedEventTypes() {
        return Set.of();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to prepare.
    }

    @Override
    public boolean isSupported(Config.Scope config) {
        return Profile.isFeatureEnabled(Profile.Feature.SSF);
    }
}
