package dev.relock.http.admin;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/** Tells Keycloak's admin events what an administrator has done. */
final class AdminEvents {
    private final KeycloakSession session;
    private final AdminEventBuilder events;

    AdminEvents(KeycloakSession session, AdminEventBuilder events) {
        this.session = session;
        this.events = events;
    }

    /**
     * Something was done to a device.
     *
     * @param device as it is now, or was before it was removed
     */
    void device(OperationType operation, DeviceRepresentation device) {
        tell(operation, ResourceType.USER, device, "relock", "users", device.userId(), "devices", device.id());
    }

    void policy(Object changes) {
        tell(OperationType.UPDATE, ResourceType.REALM, changes, "relock", "policy");
    }

    void flows(Object created) {
        tell(OperationType.CREATE, ResourceType.AUTH_FLOW, created, "relock", "flows");
    }

    /** Each on a builder of its own: one request may do several things. */
    private void tell(OperationType operation, ResourceType type, Object representation, String... path) {
        events.clone(session)
                .operation(operation)
                .resource(type)
                .resourcePath(path)
                .representation(representation)
                .success();
    }
}
