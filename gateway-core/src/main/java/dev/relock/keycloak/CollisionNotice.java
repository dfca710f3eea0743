package dev.relock.keycloak;

import dev.relock.gateway.RelockGateway;
import dev.relock.handshake.Handshake;
import dev.relock.owner.OwnerBinding;
import dev.relock.owner.RelockDeviceCredential;
import java.util.List;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;

/** What owners still have to be told on a page: which of their browsers have turned up twice. */
final class CollisionNotice {
    private CollisionNotice() {}

    /**
     * Sees to it that the realm knows the page. A required action shows only where a realm lists it; an administrator who
     * has switched it off there is obeyed. In a transaction of its own: the collision itself must not fail for it.
     */
    static void prepare(KeycloakSession session, RealmModel realm) {
        if (realm.getRequiredActionProviderByAlias(RelockGateway.NOTICE_ACTION) != null) {
            return;
        }
        AfterCommit.run(session, "register the required action " + RelockGateway.NOTICE_ACTION, own -> {
            RealmModel ownRealm = own.getContext().getRealm();
            if (ownRealm.getRequiredActionProviderByAlias(RelockGateway.NOTICE_ACTION) == null) {
                ownRealm.addRequiredActionProvider(action());
            }
        });
    }

    private static RequiredActionProviderModel action() {
        RequiredActionProviderModel action = new RequiredActionProviderModel();
        action.setAlias(RelockGateway.NOTICE_ACTION);
        action.setProviderId(RelockGateway.NOTICE_ACTION);
        action.setName("Relock notice of a copied browser");
        action.setEnabled(true);
        action.setDefaultAction(false);
        action.setPriority(1000);
        return action;
    }

    static List<OwnerBinding> due(UserModel user) {
        return OwnerBindings.of(user).all().stream()
                .filter(binding -> Handshake.COLLISION.equals(binding.suspended()))
                .filter(binding -> !RelockDeviceCredential.isTold(stored(user, binding)))
                .toList();
    }

    static void told(UserModel user) {
        for (OwnerBinding binding : due(user)) {
            CredentialModel credential = stored(user, binding);
            RelockDeviceCredential.markTold(credential);
            user.credentialManager().updateStoredCredential(credential);
        }
    }

    private static CredentialModel stored(UserModel user, OwnerBinding binding) {
        return user.credentialManager().getStoredCredentialById(binding.id());
    }
}
