package dev.relock.flow.credential;

import dev.relock.flow.manage.RelockDevicesActionFactory;
import dev.relock.gateway.OwnedDevices;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.credential.CredentialMetadata;
import org.keycloak.credential.CredentialMetadata.LocalizedMessage;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Shows the browsers a user owns, in the account console and in the admin console. It checks nothing: a browser proves
 * itself to the gateway.
 */
final class RelockDeviceCredentialProvider implements CredentialProvider<CredentialModel> {
    private final KeycloakSession session;
    /** Whom the console is for, which Keycloak tells before it asks about single credentials. */
    private UserModel reader;

    RelockDeviceCredentialProvider(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getType() {
        return RelockDeviceCredential.TYPE;
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
        reader = context.getUser();
        return CredentialTypeMetadata.builder()
                .type(getType())
                .category(CredentialTypeMetadata.Category.TWO_FACTOR)
                .displayName("relock-device-display-name")
                .helpText("relock-device-help-text")
                .iconCssClass("kcAuthenticatorWebAuthnClass")
                .removeable(true)
                // Left out by Keycloak where the realm has this required action not, or disabled.
                .createAction(RelockDevicesActionFactory.ID)
                .build(session);
    }

    @Override
    public CredentialMetadata getCredentialMetadata(CredentialModel credential, CredentialTypeMetadata type) {
        CredentialMetadata shown = new CredentialMetadata();
        shown.setCredentialModel(credential);
        // The owner's id is of no account for what is shown.
        Optional<OwnerBinding> binding = RelockDeviceCredential.read("", credential);
        binding.ifPresent(bound -> describe(bound, shown));
        return shown;
    }

    private void describe(OwnerBinding binding, CredentialMetadata shown) {
        Locale locale = session.getContext().resolveLocale(reader);
        List<LocalizedMessage> lines = new ArrayList<>();
        lines.add(line("relockDeviceLastUsed", ShownDate.of(binding.lastUsedAt(), locale)));
        lines.add(line("relockDeviceTrustedUntil", ShownDate.of(binding.expiresAt(), locale)));
        shown.setInfoProperties(lines);
        if (binding.isSuspended()) {
            shown.setWarningMessageTitle("relockDeviceSuspendedTitle");
            shown.setWarningMessageDescription(
                    binding.suspended().equals(OwnedDevices.BY_ADMINISTRATOR)
                            ? "relockDeviceSuspendedByAdministrator"
                            : "relockDeviceSuspended");
        }
    }

    private static LocalizedMessage line(String key, String date) {
        return new LocalizedMessage(key, new Object[] {date});
    }
}
