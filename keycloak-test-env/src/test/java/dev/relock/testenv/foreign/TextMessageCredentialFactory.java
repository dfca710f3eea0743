package dev.relock.testenv.foreign;

import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The credential type of the text messages: a second factor, as it tells Keycloak. */
public final class TextMessageCredentialFactory
        implements CredentialProviderFactory<TextMessageCredentialFactory.TextMessageCredentialProvider> {

    @Override
    public String getId() {
        return ForeignExtension.TEXT_MESSAGE_CREDENTIAL;
    }

    @Override
    public TextMessageCredentialProvider create(KeycloakSession session) {
        return new TextMessageCredentialProvider(session);
    }

    /** Stores nothing. */
    public record TextMessageCredentialProvider(KeycloakSession session)
            implements CredentialProvider<CredentialModel> {
        @Override
        public String getType() {
            return ForeignExtension.TEXT_MESSAGE_CREDENTIAL;
        }

        @Override
        public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
            return user.credentialManager().createStoredCredential(credential);
        }

        @Override
        public boolean deleteCredential(RealmModel realm, UserModel user, String credentialId) {
            return user.credentialManager().removeStoredCredentialById(credentialId);
        }

        @Override
        public CredentialModel getCredentialFromModel(CredentialModel model) {
            return model;
        }

        @Override
        public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
            return CredentialTypeMetadata.builder()
                    .type(getType())
                    .category(CredentialTypeMetadata.Category.TWO_FACTOR)
                    .displayName("Text message")
                    .helpText("A code by text message.")
                    .removeable(true)
                    .build(session);
        }
    }
}
