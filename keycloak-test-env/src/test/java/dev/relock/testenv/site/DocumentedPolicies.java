package dev.relock.testenv.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.util.JsonSerialization;

/** The client profiles and policies that the documentation gives. */
public final class DocumentedPolicies {
    private static final Path FILES = Path.of("..", "docs", "client-policies");

    private DocumentedPolicies() {}

    public static void importInto(TestRealm realm) {
        realm.admin()
                .clientPoliciesProfilesResource()
                .updateProfiles(read("profiles.json", ClientProfilesRepresentation.class));
        realm.admin()
                .clientPoliciesPoliciesResource()
                .updatePolicies(read("policies.json", ClientPoliciesRepresentation.class));
    }

    private static <T> T read(String file, Class<T> type) {
        try {
            return JsonSerialization.readValue(Files.readString(FILES.resolve(file)), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
