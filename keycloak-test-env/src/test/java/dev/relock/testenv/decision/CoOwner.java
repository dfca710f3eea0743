package dev.relock.testenv.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.decision.DecisionCase;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.representations.idm.CredentialRepresentation;

/** A second owner of somebody's only browser, whose binding is as a row wants it. */
final class CoOwner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CoOwner() {}

    /** Makes the second person one. */
    static void of(Person first, Person second, TestRealm realm, DecisionCase row) {
        CredentialRepresentation original = realm.devicesOf(first).get(0);
        CredentialRepresentation credential = new CredentialRepresentation();
        credential.setType(original.getType());
        credential.setUserLabel(original.getUserLabel());
        credential.setCreatedDate(original.getCreatedDate());
        credential.setSecretData("{}");
        try {
            Map<String, Object> data =
                    JSON.readValue(original.getCredentialData(), new TypeReference<HashMap<String, Object>>() {});
            data.put("circumstances", realm.circumstancesOf(second));
            row.bend(data, System.currentTimeMillis() / 1000);
            credential.setCredentialData(JSON.writeValueAsString(data));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        realm.give(second, credential);
    }
}
