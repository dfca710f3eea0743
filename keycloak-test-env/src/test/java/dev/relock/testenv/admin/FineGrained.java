package dev.relock.testenv.admin;

import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.admin.client.resource.AuthorizationResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.authorization.ScopePermissionRepresentation;
import org.keycloak.representations.idm.authorization.UserPolicyRepresentation;

/** Keycloak's fine-grained admin permissions, as the admin console sets them under "Permissions". */
final class FineGrained {
    private FineGrained() {}

    /** Lets one administrator view one user. */
    static void mayView(AdministeredRealm realm, String administratorId, String userId) {
        ClientRepresentation permissions = realm.realm().toRepresentation().getAdminPermissionsClient();
        AuthorizationResource authorization =
                realm.realm().clients().get(permissions.getId()).authorization();
        UserPolicyRepresentation policy = new UserPolicyRepresentation();
        policy.setName("is " + administratorId);
        policy.setUsers(Set.of(administratorId));
        create(authorization.policies().user().create(policy));
        ScopePermissionRepresentation permission = new ScopePermissionRepresentation();
        permission.setName("may view " + userId);
        permission.setResourceType("Users");
        permission.setScopes(Set.of("view"));
        permission.setResources(Set.of(userId));
        permission.setPolicies(Set.of(policy.getName()));
        create(authorization.permissions().scope().create(permission));
    }

    private static void create(Response response) {
        try (response) {
            if (response.getStatus() != 201) {
                throw new IllegalStateException(response.getStatus() + ": " + response.readEntity(String.class));
            }
        }
    }
}
