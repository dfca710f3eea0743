package dev.relock.testenv.site;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;

/** Attributes of a realm, as an administrator sets them; what they were before comes back at the end. */
public final class RealmAttributes implements AutoCloseable {
    private final RealmResource realm;
    private final Map<String, Optional<String>> before = new HashMap<>();

    public RealmAttributes(RealmResource realm) {
        this.realm = realm;
    }

    public void set(String name, String value) {
        before.putIfAbsent(name, put(name, Optional.of(value)));
    }

    @Override
    public void close() {
        before.forEach(this::put);
    }

    private Optional<String> put(String name, Optional<String> value) {
        RealmRepresentation representation = realm.toRepresentation();
        Map<String, String> attributes = new HashMap<>(representation.getAttributesOrEmpty());
        Optional<String> old = Optional.ofNullable(attributes.remove(name));
        value.ifPresent(given -> attributes.put(name, given));
        representation.setAttributes(attributes);
        realm.update(representation);
        return old;
    }
}
