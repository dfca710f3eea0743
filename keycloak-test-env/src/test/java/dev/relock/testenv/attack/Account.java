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
        return site.realm().getEvents(List.of("UPDATE_CREDENTIAL"), null, id, null, null, null, null, null).stream()
                .map(EventRepresentation::getDetails)
                .filter(details -> "device_suspended".equals(details.get("relock_event")))
                .toList();
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
