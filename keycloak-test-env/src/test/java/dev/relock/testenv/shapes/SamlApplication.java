package dev.relock.testenv.shapes;

import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.HttpSignIn;
import dev.relock.testenv.site.Person;
import dev.relock.testenv.site.TestRealm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.keycloak.representations.idm.ClientRepresentation;

/** A SAML service provider, as small as one can be. */
final class SamlApplication {
    private static final String CALLBACK = "http://localhost:1/saml";

    private final TestRealm realm;
    private final String entity;

    private SamlApplication(TestRealm realm, String entity) {
        this.realm = realm;
        this.entity = entity;
    }

    static SamlApplication in(TestRealm realm) {
        ClientRepresentation saml = new ClientRepresentation();
        saml.setClientId("saml-" + UUID.randomUUID());
        saml.setProtocol("saml");
        saml.setEnabled(true);
        saml.setRedirectUris(List.of(CALLBACK));
        saml.setAttributes(Map.of(
                "saml_assertion_consumer_url_post", CALLBACK,
                "saml.authnstatement", "true",
                "saml.server.signature", "true",
                "saml.client.signature", "false",
                "saml_name_id_format", "username"));
        realm.admin().clients().create(saml).close();
        return new SamlApplication(realm, saml.getClientId());
    }

    /** Sends a user to Keycloak by an AuthnRequest (SAML bindings 3.4: HTTP-Redirect). */
    HttpSignIn begin(HttpBrowser browser, Person person, boolean forceAuthn) {
        String request = """
            <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_%s" Version="2.0"
              IssueInstant="%s" Destination="%s" ForceAuthn="%s" AssertionConsumerServiceURL="%s"
              ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST">
              <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">%s</saml:Issuer>
            </samlp:AuthnRequest>
            """.formatted(
                        UUID.randomUUID(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        endpoint(),
                        forceAuthn,
                        CALLBACK,
                        entity);
        String query = "SAMLRequest=" + URLEncoder.encode(deflated(request), StandardCharsets.UTF_8);
        return HttpSignIn.begin(browser, person, entity, URI.create(endpoint() + "?" + query));
    }

    private String endpoint() {
        return realm.url() + "/protocol/saml";
    }

    private static String deflated(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
