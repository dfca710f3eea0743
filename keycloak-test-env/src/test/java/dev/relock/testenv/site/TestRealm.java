package dev.relock.testenv.site;

import dev.relock.testenv.http.HttpBrowser;
import dev.relock.testenv.http.OidcClient;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.RelockKeycloak;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.utils.Base32;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.util.JsonSerialization;

/** A realm of a test's own: the demo realm's file under another name, and an administrator's hand on it. */
public final class TestRealm implements AutoCloseable {
    private static final String PASSWORD = "password";
    private static final String SECRET = "secret-of-a-test";
    private static final Set<String> SECOND_FACTORS =
            Set.of(OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR);

    private final RelockKeycloak keycloak;
    private final String name;
    private final Keycloak admin;

    private TestRealm(RelockKeycloak keycloak, String name) {
        this.keycloak = keycloak;
        this.name = name;
        this.admin = KeycloakBuilder.builder()
                .serverUrl(keycloak.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(RelockKeycloak.ADMIN_USER)
                .password(RelockKeycloak.ADMIN_PASSWORD)
                .build();
    }

    /** Imports the realm file of the demo, as it is. */
    public static TestRealm imported(RelockKeycloak keycloak) {
        return imported(keycloak, realm -> {});
    }

    /** The same, with the flows of {@code realm/test-flows.json} beside. */
    public static TestRealm withMoreFlows(RelockKeycloak keycloak) {
        RealmRepresentation more = read("/realm/test-flows.json", "");
        return imported(keycloak, realm -> {
            realm.getAuthenticationFlows().addAll(more.getAuthenticationFlows());
            realm.getAuthenticatorConfig().addAll(more.getAuthenticatorConfig());
        });
    }

    /**
     * The same again under a name that was another realm's.
     *
     * @param id as a file that was exported has it, or null for a new one
     */
    public static TestRealm importedAs(RelockKeycloak keycloak, String name, String id) {
        return imported(keycloak, name, realm -> realm.setId(id));
    }

    private static TestRealm imported(RelockKeycloak keycloak, Consumer<RealmRepresentation> change) {
        return imported(keycloak, "test-" + UUID.randomUUID(), change);
    }

    private static TestRealm imported(RelockKeycloak keycloak, String name, Consumer<RealmRepresentation> change) {
        TestRealm realm = new TestRealm(keycloak, name);
        RealmRepresentation file = read(DemoRealm.RESOURCE, realm.name);
        change.accept(file);
        realm.admin.realms().create(file);
        return realm;
    }

    /** A realm that is there already. */
    public static TestRealm existing(RelockKeycloak keycloak, String name) {
        return new TestRealm(keycloak, name);
    }

    private static RealmRepresentation read(String resource, String name) {
        try (InputStream file = DemoRealm.class.getResourceAsStream(resource)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).replace(DemoRealm.NAME, name);
            return JsonSerialization.readValue(text, RealmRepresentation.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** Its address, which is also its issuer. */
    public URI url() {
        return keycloak.realm(name);
    }

    public RealmResource admin() {
        return admin.realm(name);
    }

    /** What the token of the server's administrator is. */
    public String adminToken() {
        return admin.tokenManager().getAccessTokenString();
    }

    public HttpBrowser browser() {
        return HttpBrowser.fresh(url());
    }

    /** As an administrator changes the settings of the realm. */
    public void change(Consumer<RealmRepresentation> change) {
        RealmRepresentation realm = admin().toRepresentation();
        change.accept(realm);
        admin().update(realm);
    }

    /** Sets an attribute of the realm. */
    public void set(String attribute, String value) {
        RealmRepresentation realm = admin().toRepresentation();
        Map<String, String> attributes = new HashMap<>(realm.getAttributesOrEmpty());
        attributes.put(attribute, value);
        realm.setAttributes(attributes);
        admin().update(realm);
    }

    /** Somebody with a password and an authenticator app, and these credentials beside. */
    public Person somebody(CredentialRepresentation... more) {
        return somebody("user-" + UUID.randomUUID(), more);
    }

    /** The same under this name. */
    public Person somebody(String name, CredentialRepresentation... more) {
        Person person = new Person(name, PASSWORD);
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(PASSWORD);
        List<CredentialRepresentation> credentials = new ArrayList<>(List.of(password, authenticatorApp(person)));
        credentials.addAll(List.of(more));
        UserRepresentation user = new UserRepresentation();
        user.setUsername(person.name());
        user.setEmail(person.name() + "@example.org");
        user.setFirstName("Robin");
        user.setLastName("Example");
        user.setEnabled(true);
        user.setCredentials(credentials);
        created(admin().users().create(user));
        return person;
    }

    /** Puts a new secret into the person's authenticator app. */
    private static CredentialRepresentation authenticatorApp(Person person) {
        String secret = UUID.randomUUID().toString();
        person.addToAuthenticator(Base32.encode(secret.getBytes(StandardCharsets.UTF_8)));
        CredentialRepresentation otp = new CredentialRepresentation();
        otp.setType(OTPCredentialModel.TYPE);
        otp.setSecretData("{\"value\": \"" + secret + "\"}");
        otp.setCredentialData("{\"subType\": \"totp\", \"digits\": 6, \"period\": 30, \"algorithm\": \"HmacSHA1\"}");
        return otp;
    }

    /** Gives a person whom Keycloak has from elsewhere an authenticator app; what was to be set up is not any more. */
    public void giveAuthenticatorApp(Person person) {
        UserRepresentation user = user(person);
        user.setCredentials(List.of(authenticatorApp(person)));
        user.setRequiredActions(List.of());
        admin().users().get(user.getId()).update(user);
    }

    /** Has the realm look for users there too. */
    public void federate(ComponentRepresentation federation) {
        federation.setParentId(admin().toRepresentation().getId());
        created(admin().components().add(federation));
    }

    /** Somebody who is known elsewhere, with an authenticator app. */
    public Person federated(String user, String password) {
        Person person = new Person(user, password);
        giveAuthenticatorApp(person);
        return person;
    }

    /** Stores one more credential of this person. */
    public void give(Person person, CredentialRepresentation credential) {
        UserRepresentation user = user(person);
        user.setCredentials(List.of(credential));
        admin().users().get(user.getId()).update(user);
    }

    /** What trust rests on besides the key, as a browser that became trusted just now would store it. */
    public Map<String, Object> circumstancesOf(Person person) {
        List<CredentialRepresentation> credentials =
                admin().users().get(user(person).getId()).credentials();
        Map<String, Object> circumstances = new HashMap<>();
        circumstances.put(
                "password",
                credentials.stream()
                        .filter(credential -> credential.getType().equals(CredentialRepresentation.PASSWORD))
                        .map(credential -> credential.getId() + "/" + credential.getCreatedDate())
                        .findFirst()
                        .orElse(""));
        circumstances.put(
                "factors",
                credentials.stream()
                        .filter(credential -> SECOND_FACTORS.contains(credential.getType()))
                        .map(CredentialRepresentation::getId)
                        .toList());
        circumstances.put("email", "");
        circumstances.put("signedOutBefore", 0);
        circumstances.put("network", "");
        return circumstances;
    }

    /** A client scope that its clients may ask for, and with which no trusted browser is enough. */
    public void offerSensitiveScope(String scope) {
        ClientScopeRepresentation sensitive = new ClientScopeRepresentation();
        sensitive.setName(scope);
        sensitive.setProtocol("openid-connect");
        sensitive.setAttributes(Map.of("relock.trust", "false"));
        created(admin().clientScopes().create(sensitive));
    }

    public UserRepresentation user(Person person) {
        return user(person.name());
    }

    private UserRepresentation user(String name) {
        return admin().users().searchByUsername(name, true).get(0);
    }

    /** The browsers that this person owns, as an administrator sees them. */
    public List<CredentialRepresentation> devicesOf(Person person) {
        return devicesOf(person.name());
    }

    /** The same, of whoever has this user name. */
    public List<CredentialRepresentation> devicesOf(String userName) {
        return admin().users().get(user(userName).getId()).credentials().stream()
                .filter(credential -> credential.getType().equals("relock-device"))
                .toList();
    }

    /** A new confidential client whose tokens tell of the browser. */
    public OidcClient client() {
        return client(client -> {});
    }

    /** The same, with anything else changed. */
    public OidcClient client(Consumer<ClientRepresentation> change) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("client-" + UUID.randomUUID());
        client.setSecret(SECRET);
        client.setPublicClient(false);
        client.setRedirectUris(List.of("http://localhost/*"));
        client.setDefaultClientScopes(List.of("basic", "acr", "profile", "email", "relock"));
        client.setProtocolMappers(new ArrayList<>(List.of(amr(), audience(client.getClientId()))));
        change.accept(client);
        created(admin().clients().create(client));
        return new OidcClient(url(), client.getClientId(), SECRET);
    }

    private static ProtocolMapperRepresentation amr() {
        return mapper("oidc-amr-mapper", Map.of("id.token.claim", "true"));
    }

    /** Keycloak lets a client ask only about tokens that are meant for it. */
    private static ProtocolMapperRepresentation audience(String clientId) {
        return mapper(
                "oidc-audience-mapper", Map.of("included.client.audience", clientId, "access.token.claim", "true"));
    }

    private static ProtocolMapperRepresentation mapper(String provider, Map<String, String> config) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(provider);
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper(provider);
        mapper.setConfig(config);
        return mapper;
    }

    /** A client whose users sign in by this flow, and which may ask for these scopes. */
    public OidcClient clientOf(String flow, String... optionalScopes) {
        String id = idOfFlow(flow);
        return client(client -> {
            client.setAuthenticationFlowBindingOverrides(Map.of("browser", id));
            if (optionalScopes.length > 0) {
                client.setOptionalClientScopes(List.of(optionalScopes));
            }
        });
    }

    public String idOfFlow(String alias) {
        return admin().flows().getFlows().stream()
                .filter(flow -> flow.getAlias().equals(alias))
                .findFirst()
                .orElseThrow()
                .getId();
    }

    private static void created(Response response) {
        try (response) {
            if (response.getStatus() != 201) {
                throw new IllegalStateException(
                        "Not created: " + response.getStatus() + response.readEntity(String.class));
            }
        }
    }

    @Override
    public void close() {
        admin().remove();
        admin.close();
    }
}
