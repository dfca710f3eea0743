package dev.relock.keycloak;

import dev.relock.cache.RelockCaches;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.RelockGatewayFactory;
import dev.relock.health.RelockHealth;
import dev.relock.limit.Limits;
import dev.relock.metrics.Meters;
import dev.relock.option.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.connections.infinispan.InfinispanConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** Opens the caches at start-up and makes gateways over them. */
public final class KeycloakRelockGatewayFactory implements RelockGatewayFactory, ServerInfoAwareProviderFactory {
    private Config.Scope config;
    private ServerOptions options;
    private Limits limits;
    private RelockCaches caches;
    private Meters meters = Meters.NONE;
    private ServerInfo info;

    @Override
    public String getId() {
        return "keycloak";
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(InfinispanConnectionProvider.class);
    }

    @Override
    public void init(Config.Scope scope) {
        config = scope;
        options = ServerOptions.read(scope);
        limits = Limits.of(options);
        meters = Meters.open(scope.root().getBoolean("metrics-enabled", false));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        open(factory);
        factory.register(new Removals(caches));
    }

    private void open(KeycloakSessionFactory factory) {
        try (KeycloakSession session = factory.create()) {
            InfinispanConnectionProvider infinispan = session.getProvider(InfinispanConnectionProvider.class);
            caches = RelockCaches.open(infinispan, options, config);
            caches.watch(meters);
            info = ServerInfo.of(caches);
            RelockHealth.report(caches::isConfirmed, caches::describe);
        }
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ServerOptions.metadata();
    }

    /** On the page "Server info" of the admin console, under "Provider info". */
    @Override
    public Map<String, String> getOperationalInfo() {
        return info.facts();
    }

    @Override
    public RelockGateway create(KeycloakSession session) {
        return new KeycloakRelockGateway(session, session.getContext().getRealm(), caches, limits, meters);
    }

    @Override
    public void close() {
        if (caches != null) {
            // Before Keycloak stops the caches, as this factory depends on theirs.
            caches.close();
        }
    }
}
