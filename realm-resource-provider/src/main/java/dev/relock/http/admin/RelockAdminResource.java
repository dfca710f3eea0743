package dev.relock.http.admin;

import dev.relock.gateway.OwnedDevices;
import dev.relock.gateway.RelockGateway;
import dev.relock.http.admin.DeviceSearch.Found;
import dev.relock.http.admin.DeviceSearch.Page;
import dev.relock.keycloak.RealmCheck;
import dev.relock.owner.OwnerBinding;
import dev.relock.protocol.StrictJson;
import dev.relock.store.StoreUnavailableException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** The endpoints below {@code /admin/realms/{realm}/relock}; docs/admin-api.yaml describes them. */
public final class RelockAdminResource {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEvents events;
    private final OwnedDevices devices;

    RelockAdminResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder events) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.events = new AdminEvents(session, events);
        this.devices = session.getProvider(RelockGateway.class).ownedDevices();
    }

    @GET
    @Path("devices")
    public Response list() {
        Page page = viewed();
        return json(page, "devices", page.found().stream().map(this::represent).toList());
    }

    @GET
    @Path("devices/count")
    public Response count() {
        Page page = viewed();
        return json(page, "count", page.found().size());
    }

    @DELETE
    @Path("devices")
    public Response removeAll() {
        DeviceQuery query = query();
        // Somebody's devices by the permissions on him, anybody's by those on all users.
        if (query.user().isPresent()) {
            auth.users().requireManage(user(query.user().get()));
        } else {
            auth.users().requireManage();
        }
        if (!query.isNarrow()) {
            throw Problem.bad(
                    "user", "or device, state, minAge or minIdle must be given: this would remove all devices");
        }
        Page page = search(query, auth.users()::canManage);
        page.found().forEach(this::remove);
        return json(page, "removed", page.found().size());
    }

    @GET
    @Path("users/{user}/devices/{id}")
    public Response get(@PathParam("user") String userId, @PathParam("id") String id) {
        UserModel user = user(userId);
        auth.users().requireView(user);
        return json(represent(found(user, id)));
    }

    @DELETE
    @Path("users/{user}/devices/{id}")
    public Response remove(@PathParam("user") String userId, @PathParam("id") String id) {
        remove(managed(userId, id));
        return Response.noContent().build();
    }

    @POST
    @Path("users/{user}/devices/{id}/suspend")
    public Response suspend(@PathParam("user") String userId, @PathParam("id") String id) {
        Found found = managed(userId, id);
        OwnerBinding suspended = devices.suspend(found.user(), found.binding());
        events.device(OperationType.ACTION, represent(new Found(found.user(), suspended)));
        return Response.noContent().build();
    }

    @POST
    @Path("users/{user}/devices/{id}/restore")
    public Response restore(@PathParam("user") String userId, @PathParam("id") String id) {
        Found found = managed(userId, id);
        OwnerBinding restored = devices.restore(found.user(), found.binding())
                .orElseThrow(() -> Problem.conflict("What was suspended because it turned up twice stays so"));
        events.device(OperationType.ACTION, represent(new Found(found.user(), restored)));
        return Response.noContent().build();
    }

    /** Settings that do not count as they were written; Keycloak lets nobody refuse them when they are saved. */
    @GET
    @Path("problems")
    public Response problems() {
        auth.realm().requireViewRealm();
        return json(RealmCheck.of(session, realm));
    }

    @GET
    @Path("policy")
    public Response policy() {
        auth.realm().requireViewRealm();
        return json(PolicyDocument.read(realm));
    }

    @PUT
    @Path("policy")
    public Response changePolicy(InputStream in) throws IOException {
        auth.realm().requireManageRealm();
        PolicyDocument document = PolicyDocument.parse(in);
        document.applyTo(realm);
        events.policy(document.representation());
        return Response.noContent().build();
    }

    @POST
    @Path("flows")
    public Response createFlows() {
        auth.realm().requireManageRealm();
        ShippedFlows.Result result = ShippedFlows.of(realm).create();
        if (result.isAnythingNew()) {
            events.flows(result);
        }
        return json(result);
    }

    private Page viewed() {
        DeviceQuery query = query();
        if (query.user().isPresent()) {
            auth.users().requireView(user(query.user().get()));
        } else {
            auth.users().requireQuery();
        }
        return search(query, auth.users()::canView);
    }

    private DeviceQuery query() {
        return DeviceQuery.parse(session.getContext().getUri().getQueryParameters());
    }

    private Page search(DeviceQuery query, Predicate<UserModel> allowed) {
        try {
            return new DeviceSearch(session, realm, devices).page(query, allowed);
        } catch (StoreUnavailableException e) {
            // Who owns a given device is looked up in the caches; an answer from a node in doubt might leave somebody
            // out.
            throw Problem.unavailable("The gateway cannot answer now");
        }
    }

    private Found managed(String userId, String id) {
        UserModel user = user(userId);
        auth.users().requireManage(user);
        return found(user, id);
    }

    private Found found(UserModel user, String id) {
        return devices.find(user, id)
                .map(binding -> new Found(user, binding))
                .orElseThrow(() -> new NotFoundException("Device not found"));
    }

    /** As Keycloak does it: only who may look for users learns that there is none. */
    private UserModel user(String id) {
        UserModel user = session.users().getUserById(realm, id);
        if (user == null) {
            if (auth.users().canQuery()) {
                throw new NotFoundException("User not found");
            }
            throw new ForbiddenException();
        }
        return user;
    }

    private void remove(Found found) {
        DeviceRepresentation before = represent(found);
        devices.removeAsAdministrator(found.user(), found.binding());
        events.device(OperationType.DELETE, before);
    }

    private DeviceRepresentation represent(Found found) {
        return DeviceRepresentation.of(found.user(), found.binding(), devices.standing(found.binding()));
    }

    private static Response json(Page page, String name, Object value) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, value);
        body.put("users", page.users());
        page.next().ifPresent(next -> body.put("next", next));
        return json(body);
    }

    private static Response json(Object body) {
        return Response.ok(StrictJson.write(body), MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }
}
