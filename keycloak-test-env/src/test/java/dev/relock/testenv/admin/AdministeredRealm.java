package dev.relock.testenv.admin;

import dev.relock.testenv.keycloak.RelockKeycloak;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm of its own for a test, with people who own devices and administrators with few roles. It goes with the test. */
final class AdministeredRealm implements AutoCloseable {
    private final RelockKeycloak keycloak;
    private final Keycloak admin;
    private final String name = "administered-" + UUID.randomUUID().toString().substring(0, 8);

    AdministeredRealm(RelockKeycloak keycloak) {
        this.keycloak = keycloak;
        this.admin = KeycloakBuilder.builder()
                .serverUrl(keycloak.url().toString())
                .realm("master")
                .clientId("admin-cli")
                .username(RelockKeycloak.ADMIN_USER)
                .password(RelockKeycloak.ADMIN_PASSWORD)
                .build();
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setAdminEventsEnabled(true);
        realm.setAdminEventsDetailsEnabled(true);
        realm.setAdminPermissionsEnabled(true);
        // For a whole class of tests, also on a busy machine.
        realm.setAccessTokenLifespan(3600);
        admin.realms().create(realm);
    }

    String name() {
        return name;
    }

    Keycloak admin() {
        return admin;
    }

    RealmResource realm() {
        return admin.realm(name);
    }

    /** As the administrator of the whole server. */
    AdminApi api() {
        return new AdminApi(base(), () -> Optional.of(admin.tokenManager().getAccessTokenString()));
    }

    AdminApi api(String token) {
        return new AdminApi(base(), () -> Optional.of(token));
    }

    AdminApi apiWithoutToken() {
        return new AdminApi(base(), Optional::empty);
    }

    private URI base() {
        return keycloak.url().resolve("/admin/realms/" + name + "/relock/");
    }

    /** Somebody who owns these devices; returns the id. */
    String owner(String username, StoredDevice... devices) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEnabled(true);
        user.setCredentials(
                Arrays.stream(devices).map(StoredDevice::representation).toList());
        try (Response created = realm().users().create(user)) {
            return CreatedResponseUtil.getCreatedId(created);
        }
    }

    /** Id of the credential of a device. */
    String idOf(String userId, StoredDevice device) {
        return realm().users().get(userId).credentials().stream()
                .filter(credential -> credential.getCredentialData().contains(device.deviceId()))
                .map(CredentialRepresentation::getId)
                .findFirst()
                .orElseThrow();
    }

    /** An administrator of this realm with exactly these roles of {@code realm-management}; returns the id of his user. */
    Administrator administrator(String... roles) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("script-" + UUID.randomUUID());
        client.setSecret("secret");
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        String clientId;
        try (Response created = realm().clients().create(client)) {
            clientId = CreatedResponseUtil.getCreatedId(created);
        }
        String userId = realm().clients().get(clientId).getServiceAccountUser().getId();
        grant(userId, roles);
        try (Keycloak script = KeycloakBuilder.builder()
                .serverUrl(keycloak.url().toString())
                .realm(name)
                .grantType("client_credentials")
                .clientId(client.getClientId())
                .clientSecret("secret")
                .build()) {
            return new Administrator(userId, script.tokenManager().getAccessTokenString());
        }
    }

    /** Somebody who signs in to the admin console of this realm by this name and {@code "secret"}, and may do only this there. */
    void consoleUser(String username, String language, String... roles) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue("secret");
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEmail(username + "@example.org");
        user.setFirstName("Robin");
        user.setLastName("Example");
        user.setEnabled(true);
        user.setCredentials(List.of(password));
        user.setAttributes(Map.of("locale", List.of(language)));
        String userId;
        try (Response created = realm().users().create(user)) {
            userId = CreatedResponseUtil.getCreatedId(created);
        }
        grant(userId, roles);
    }

    private void grant(String userId, String... roles) {
        String management =
                realm().clients().findByClientId("realm-management").get(0).getId();
        List<RoleRepresentation> granted = Arrays.stream(roles)
                .map(role -> realm().clients().get(management).roles().get(role).toRepresentation())
                .toList();
        if (!granted.isEmpty()) {
            realm().users().get(userId).roles().clientLevel(management).add(granted);
        }
    }

    /** Where the console of this realm shows a page, such as {@code realm-settings}. */
    URI console(String page) {
        return keycloak.url().resolve("/admin/" + name + "/console/#/" + name + "/" + page);
    }

    /**
     * Somebody with some roles.
     *
     * @param userId of the service account
     * @param token his access token
     */
    record Administrator(String userId, String token) {}

    @Override
    public void close() {
        realm().remove();
        admin.close();
    }
}
