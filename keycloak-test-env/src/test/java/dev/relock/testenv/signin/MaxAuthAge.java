package dev.relock.testenv.signin;

import java.util.Map;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RequiredActionConfigRepresentation;

/** How long after signing in people may start an action; the usual comes back at the end. */
final class MaxAuthAge implements AutoCloseable {
    private final RealmResource realm;
    private final String action;

    private MaxAuthAge(RealmResource realm, String action) {
        this.realm = realm;
        this.action = action;
    }

    /** They must give their password each time. A second passes while the page is on its way. */
    static MaxAuthAge ofNothing(RealmResource realm, String action) {
        RequiredActionConfigRepresentation config = new RequiredActionConfigRepresentation();
        config.setConfig(Map.of("max_auth_age", "0"));
        realm.flows().updateRequiredActionConfig(action, config);
        return new MaxAuthAge(realm, action);
    }

    @Override
    public void close() {
        realm.flows().removeRequiredActionConfig(action);
    }
}
