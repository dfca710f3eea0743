package dev.relock.gateway;

import org.keycloak.provider.ProviderFactory;

/** Makes {@link RelockGateway}s. */
public interface RelockGatewayFactory extends ProviderFactory<RelockGateway> {}
