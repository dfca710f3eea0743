package dev.relock.keycloak;

import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.RelockGatewayFactory;
import dev.relock.remote.RemoteGateway;
import dev.relock.remote.RemoteOptions;
import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * {@code remote}: has another gateway agree on keys and verify proofs, and keeps bindings and decisions here. Chosen by
 * {@code --spi-relock--provider=remote}.
 */
public final class RemoteRelockGatewayFactory implements RelockGatewayFactory {
    private static final String ID = "remote";

    private Config.Scope config;
    private RemoteGateway remote;
    /** Keycloak starts no other factory of an SPI whose provider is chosen. */
    private final KeycloakRelockGatewayFactory local = new KeycloakRelockGatewayFactory();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return local.dependsOn();
    }

    @Override
    public void init(Config.Scope scope) {
        config = scope;
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        if (ID.equals(Config.getProvider("relock"))) {
            remote = new RemoteGateway(RemoteOptions.read(config));
            local.init(Config.scope("relock", local.getId()));
            local.postInit(factory);
        }
    }

    @Override
    public RelockGateway create(KeycloakSession session) {
        RealmContext context = local.context(session);
        return new KeycloakRelockGateway(
                context, new RemoteExchangeDoor(context, remote), new RemoteProofDoor(context, remote));
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return RemoteOptions.ALL;
    }

    @Override
    public void close() {
        local.close();
    }
}
