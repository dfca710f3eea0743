package dev.relock.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.keycloak.RealmAttribute;
import dev.relock.keycloak.RealmPolicy;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.RealmModel;

/**
 * A change of a realm's policy, all of it good.
 *
 * @param changes new values; empty for those that are to have their default again
 */
record PolicyDocument(Map<RealmAttribute, Optional<String>> changes) {
    private static final int MAX_BYTES = 16_384;
    private static final String HIDDEN = "**********";

    static Map<String, Object> read(RealmModel realm) {
        return RealmPolicy.read(realm);
    }

    static PolicyDocument parse(InputStream in) throws IOException {
        byte[] bytes = in == null ? new byte[0] : in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw Problem.bad("The body is longer than " + MAX_BYTES + " bytes");
        }
        try {
            JsonNode object = StrictJson.object("body", bytes);
            return new PolicyDocument(RealmPolicy.parse(object));
        } catch (MalformedException e) {
            throw Problem.bad("The body is not a JSON object");
        } catch (RealmPolicy.BadMemberException e) {
            throw Problem.bad(e.member(), e.getMessage());
        }
    }

    void applyTo(RealmModel realm) {
        RealmPolicy.write(realm, changes);
    }

    /** For the admin event, in which the value of the wildcard does not belong. */
    Map<String, Object> representation() {
        Map<String, Object> shown = new LinkedHashMap<>();
        changes.forEach((attribute, value) -> shown.put(
                RealmPolicy.name(attribute),
                attribute == RealmAttribute.WILDCARD ? value.map(text -> HIDDEN).orElse(null) : value.orElse(null)));
        return shown;
    }
}
