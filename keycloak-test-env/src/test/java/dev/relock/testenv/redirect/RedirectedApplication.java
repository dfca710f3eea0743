package dev.relock.testenv.redirect;

import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.RealmAttributes;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.ClientRepresentation;

/** A client of the demo realm whose browsers come by redirect; gone at the end. */
final class RedirectedApplication implements AutoCloseable {
    private final DemoSite site;
    private final String clientId = "redirected-" + UUID.randomUUID();
    private final String id;
    private final RealmAttributes attributes;

    private RedirectedApplication(DemoSite site, URI origin, URI routes) {
        this.site = site;
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        client.setWebOrigins(List.of(origin.toString()));
        client.setAttributes(Map.of(
                "relock.redirectTrusted", routes.resolve("/trusted").toString(),
                "relock.redirectNew", routes.resolve("/new?from=relock").toString()));
        try (var created = site.realm().clients().create(client)) {
            id = CreatedResponseUtil.getCreatedId(created);
        }
        // Web origins of clients are kept for some seconds; these are not.
        attributes = new RealmAttributes(site.realm());
        attributes.set("relock.origins", origin.toString());
    }

    /**
     * @param origin of its pages, behind its reverse proxy
     * @param routes where it is told what its browsers are
     */
    static RedirectedApplication at(DemoSite site, URI origin, URI routes) {
        return new RedirectedApplication(site, origin, routes);
    }

    String clientId() {
        return clientId;
    }

    /** Sets an attribute of the client, or takes it away. */
    void set(String attribute, String value) {
        var client = site.realm().clients().get(id);
        ClientRepresentation representation = client.toRepresentation();
        representation.getAttributes().put(attribute, value);
        client.update(representation);
    }

    @Override
    public void close() {
        attributes.close();
        site.realm().clients().get(id).remove();
    }
}
