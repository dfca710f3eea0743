package dev.relock.testenv.site;

import dev.relock.testenv.client.DemoClient;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.RelockKeycloak;
import dev.relock.testenv.process.FreePort;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.Base32;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A Keycloak, a demo client of its demo realm, and an administrator's hand on that realm. */
public final class DemoSite implements AutoCloseable {
    private final RelockKeycloak keycloak;
    private final DemoClient client;
    private final Keycloak admin;

    public DemoSite(RelockKeycloak keycloak) {
        this.keycloak = keycloak;
        this.client = DemoClient.start(FreePort.find(), keycloak.realm(DemoRealm.NAME));
        this.admin = KeycloakBuilder.builder()
                .serverUrl(keycloak.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(RelockKeycloak.ADMIN_USER)
                .password(RelockKeycloak.ADMIN_PASSWORD)
                .build();
    }

    public RelockKeycloak keycloak() {
        return keycloak;
    }

    public DemoClient client() {
        return client;
    }

    public RealmResource realm() {
        return admin.realm(DemoRealm.NAME);
    }

    /** The alice of the realm file, with a password and an authenticator app. */
    public static Person alice() {
        Person alice = new Person("alice", "alice");
        alice.addToAuthenticator(DemoRealm.OTP_SECRET_OF_ALICE);
        return alice;
    }

    /** The carol of the realm file, who has only a password. */
    public static Person carol() {
        return new Person("carol", "carol");
    }

    /** Like the alice of the realm file, but nobody else's: has a password and an authenticator app. */
    public Person somebody() {
        return somebody("alice-" + UUID.randomUUID());
    }

    /** The same under a name that nobody else has. */
    public Person somebody(String name) {
        return somebody(name, new CredentialRepresentation[0]);
    }

    /** The same with further credentials. */
    public Person somebody(String name, CredentialRepresentation... further) {
        Person person = new Person(name, "alice");
        String secret = UUID.randomUUID().toString();
        person.addToAuthenticator(Base32.encode(secret.getBytes(StandardCharsets.UTF_8)));
        CredentialRepresentation otp = new CredentialRepresentation();
        otp.setType(OTPCredentialModel.TYPE);
        otp.setSecretData("{\"value\": \"" + secret + "\"}");
        otp.setCredentialData("{\"subType\": \"totp\", \"digits\": 6, \"period\": 30, \"algorithm\": \"HmacSHA1\"}");
        List<CredentialRepresentation> credentials = new ArrayList<>(List.of(otp));
        credentials.addAll(List.of(further));
        create(person, List.of(), credentials.toArray(CredentialRepresentation[]::new));
        return person;
    }

    /** Like the bob of the realm file, but nobody else's: has a password and must set up an authenticator app. */
    public Person newcomer() {
        Person person = new Person("bob-" + UUID.randomUUID(), "bob");
        create(person, List.of("CONFIGURE_TOTP"));
        return person;
    }

    /** As an administrator does under Authentication: for the whole realm, until it is bound otherwise. */
    public void bindBrowserFlow(String alias) {
        RealmRepresentation realm = realm().toRepresentation();
        realm.setBrowserFlow(alias);
        realm().update(realm);
    }

    /** Sets the requirement of the executions of this provider in a flow and its sub-flows. */
    public void require(String flow, String provider, String requirement) {
        realm().flows().getExecutions(flow).stream()
                .filter(execution -> provider.equals(execution.getProviderId()))
                .forEach(execution -> {
                    execution.setRequirement(requirement);
                    realm().flows().updateExecutions(flow, execution);
                });
    }

    /** As an administrator does on the page of a user. */
    public void change(Person person, Consumer<UserRepresentation> change) {
        UserResource user = realm().users().get(idOf(person));
        UserRepresentation representation = user.toRepresentation();
        change.accept(representation);
        user.update(representation);
    }

    public String idOf(Person person) {
        return realm().users().searchByUsername(person.name(), true).get(0).getId();
    }

    /** The types of all credentials of this person, as an administrator sees them. */
    public List<String> credentialsOf(Person person) {
        return realm().users().get(idOf(person)).credentials().stream()
                .map(CredentialRepresentation::getType)
                .toList();
    }

    /** The data of this person's stored devices. */
    public List<String> devicesOf(Person person) {
        String id = realm().users().searchByUsername(person.name(), true).get(0).getId();
        return realm().users().get(id).credentials().stream()
                .filter(credential -> credential.getType().equals("relock-device"))
                .map(CredentialRepresentation::getCredentialData)
                .toList();
    }

    private void create(Person person, List<String> requiredActions, CredentialRepresentation... secondFactors) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(person.password());
        List<CredentialRepresentation> credentials = new ArrayList<>(List.of(password));
        credentials.addAll(List.of(secondFactors));
        UserRepresentation user = new UserRepresentation();
        user.setUsername(person.name());
        user.setEmail(person.name() + "@example.org");
        user.setFirstName("Robin");
        user.setLastName("Example");
        user.setEnabled(true);
        user.setCredentials(credentials);
        user.setRequiredActions(requiredActions);
        try (Response created = realm().users().create(user)) {
            CreatedResponseUtil.getCreatedId(created);
        }
    }

    @Override
    public void close() {
        admin.close();
        client.close();
    }
}
