package dev.relock.testenv.samples;

import dev.relock.testenv.http.PasswordGrant;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.site.DemoSite;
import dev.relock.testenv.site.Person;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.ClientRepresentation;

/** Somebody who has signed in to Keycloak through a client that has the application's origin among its web origins. */
final class SignedInUser implements AutoCloseable {
    private static final String CLIENT_ID = "sample-application";

    private final DemoSite site;
    private final Person person;
    private final String client;
    private final String accessToken;

    private SignedInUser(DemoSite site, URI origin) {
        this.site = site;
        this.person = site.somebody();
        this.client = createClient(origin);
        this.accessToken = PasswordGrant.accessToken(site.keycloak().realm(DemoRealm.NAME), CLIENT_ID, person);
    }

    static SignedInUser at(DemoSite site, URI origin) {
        return new SignedInUser(site, origin);
    }

    String accessToken() {
        return accessToken;
    }

    /** Ends all sessions of this user at Keycloak. */
    void signOutEverywhere() {
        String id = site.realm()
                .users()
                .searchByUsername(person.name(), true)
                .get(0)
                .getId();
        site.realm().users().get(id).logout();
    }

    @Override
    public void close() {
        site.realm().clients().get(client).remove();
    }

    private String createClient(URI origin) {
        ClientRepresentation representation = new ClientRepresentation();
        representation.setClientId(CLIENT_ID);
        representation.setPublicClient(true);
        representation.setDirectAccessGrantsEnabled(true);
        representation.setWebOrigins(List.of(origin.toString()));
        try (Response created = site.realm().clients().create(representation)) {
            return CreatedResponseUtil.getCreatedId(created);
        }
    }
}
