package dev.relock.http.console;

import java.util.List;
import java.util.Optional;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.ui.extend.UiTabProvider;

/**
 * Keeps what the tab shows as the realm is, however its attributes were set: the console saves all fields of a form at once,
 * and one that shows old values would write them back.
 */
final class PolicyMirror {
    private PolicyMirror() {}

    /** Realms that were changed while the feature was off. */
    static void updateAll(KeycloakSessionFactory factory) {
        List<String> realms = KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> session.realms()
                        .getRealmsStream()
                        .map(RealmModel::getId)
                        .toList());
        for (String id : realms) {
            KeycloakModelUtils.runJobInTransaction(factory, session -> {
                RealmModel realm = session.realms().getRealm(id);
                if (realm != null) {
                    session.getContext().setRealm(realm);
                    update(realm);
                }
            });
        }
    }

    /** A realm whose policy is the default one needs no form: the console shows defaults by itself. */
    static void update(RealmModel realm) {
        Optional<ComponentModel> form = realm.getComponentsStream(realm.getId(), UiTabProvider.class.getName())
                .filter(component -> PolicyTab.ID.equals(component.getProviderId()))
                .findFirst();
        if (form.isPresent()) {
            if (PolicyForm.fill(form.get(), realm)) {
                realm.updateComponent(form.get());
            }
        } else if (hasPolicy(realm)) {
            ComponentModel fresh = new ComponentModel();
            fresh.setName(PolicyTab.ID);
            fresh.setParentId(realm.getId());
            fresh.setProviderId(PolicyTab.ID);
            fresh.setProviderType(UiTabProvider.class.getName());
            PolicyForm.fill(fresh, realm);
            realm.addComponentModel(fresh);
        }
    }

    private static boolean hasPolicy(RealmModel realm) {
        return realm.getAttributes().keySet().stream().anyMatch(name -> name.startsWith("relock."));
    }
}
