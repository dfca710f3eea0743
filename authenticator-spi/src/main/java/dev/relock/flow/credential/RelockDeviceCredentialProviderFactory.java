package dev.relock.flow.credential;

import dev.relock.owner.RelockDeviceCredential;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Credential type {@code relock-device}. */
public final class RelockDeviceCredentialProviderFactory
        implements CredentialProviderFactory<RelockDeviceCredentialProvider> {
    @Override
    public String getId() {
        return RelockDeviceCredential.TYPE;
    }

    @Override
    public RelockDeviceCredentialProvider create(KeycloakSession session) {
        return new RelockDeviceCredentialProvider(session);
    }
}
