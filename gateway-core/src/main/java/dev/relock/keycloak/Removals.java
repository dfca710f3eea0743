package dev.relock.keycloak;

import dev.relock.cache.RelockCaches;
import dev.relock.device.DeviceIdentity;
import dev.relock.gateway.Failure;
import java.util.List;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserModel.UserPreRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Lets the caches forget who is gone: a user as an owner of browsers, a realm with all of its browsers. The credentials went with
 * the user. Nothing in the caches names a client.
 */
final class Removals implements ProviderEventListener {
    private static final Logger LOG = Logger.getLogger("relock");

    private final RelockCaches caches;

    Removals(RelockCaches caches) {
        this.caches = caches;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserPreRemovedEvent removed) {
            user(removed.getKeycloakSession(), removed.getRealm(), removed.getUser());
        } else if (event instanceof RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            // Before the administrator is answered: another realm may be made under the same id at once.
            afterCommit(removed.getKeycloakSession(), () -> realm(realmId));
        }
    }

    private void user(KeycloakSession session, RealmModel realm, UserModel user) {
        String userId = user.getId();
        List<String> keys = OwnerBindings.of(user).all().stream()
                .map(binding -> DeviceIdentity.key(realm.getId(), binding.device()))
                .toList();
        if (!keys.isEmpty()) {
            afterCommit(session, () -> keys.forEach(key -> RememberedOwners.forget(caches.devices(), key, userId)));
        }
    }

    private void realm(String realmId) {
        try {
            caches.removeRealm(realmId);
        } catch (RuntimeException e) {
            LOG.warnf("Browsers of a removed realm are still remembered: %s", Failure.of(e));
        }
    }

    private static void afterCommit(KeycloakSession session, Runnable task) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                task.run();
            }

            @Override
            protected void rollbackImpl() {
                // Then nobody is gone.
            }
        });
    }
}
