package dev.relock.gateway;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The {@code relock} SPI: options are {@code spi-relock--<provider>--<option>}. */
public final class RelockGatewaySpi implements Spi {
    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "relock";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return RelockGateway.class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends ProviderFactory> getProviderFactoryClass() {
        return RelockGatewayFactory.class;
    }
}
