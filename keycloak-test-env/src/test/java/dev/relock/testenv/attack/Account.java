package dev.relock.testenv.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

/** What an administrator sees of one person. */
final class Account {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoSite site;
    private final String id;

    private Account(DemoSite site, String id) {
        this.site = site;
        this.id = id;
    }

    static Account of(DemoSite site, Person person) {
        return new Account(
                site,
                site.realm()
                        .users()
                        .searchByUsername(person.name(), true)
                        .get(0)
                        .getId());
    }

    String id() {
        return id;
    }

    /** The data of the stored devices. */
    List<JsonNode> devices() {
        return user().credentials().stream()
                .filter(credential -> credential.getType().equals("relock-device"))
                .map(CredentialRepresentation::getCredentialData)
                .map(Account::json)
                .toList();
    }

    /** What the owner knows the devices by. */
    List<String> deviceLabels() {
        return user().credentials().stream()
                .filter(credential -> credential.getType().equals("relock-device"))
                .map(CredentialRepresentation::getUserLabel)
                .toList();
    }

    List<UserSessionRepresentation> sessions() {
        return user().getUserSessions();
    }

    /** The details of the events that tell of a suspended device. */
    List<Map<String, String>> suspensions() {
        return events("UPDATE_CREDENTIAL", "device_suspended").stream()
                .map(EventRepresentation::getDetails)
                .toList();
    }

    /** The events of this type that tell of a device. */
    List<EventRepresentation> events(String type, String name) {
        return site.realm().getEvents(List.of(type), null, id, null, null, null, null, null).stream()
                .filter(event -> event.getDetails() != null
                        && name.equals(event.getDetails().get("relock_event")))
                .toList();
    }

    /** Puts the stored devices back to what they were, as when a database is restored or a commit had failed. */
    void restoreDevices(List<JsonNode> devices) {
        user().credentials().stream()
                .filter(credential -> credential.getType().equals("relock-device"))
                .forEach(credential -> user().removeCredential(credential.getId()));
        UserRepresentation restored = user().toRepresentation();
        restored.setCredentials(devices.stream().map(Account::credential).toList());
        user().update(restored);
    }

    private static CredentialRepresentation credential(JsonNode data) {
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType("relock-device");
        credential.setCredentialData(data.toString());
        credential.setSecretData("{}");
        credential.setUserLabel("restored");
        return credential;
    }

    private UserResource user() {
        return site.realm().users().get(id);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
