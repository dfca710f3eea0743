package dev.relock.testenv.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every admin endpoint, for every kind of caller. */
@KeycloakTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdminPermissionsDistributionIT {
    private static final Set<String> SEE_USERS = Set.of("view-users", "manage-users", "realm-admin");
    private static final Set<String> CHANGE_USERS = Set.of("manage-users", "realm-admin");
    private static final Set<String> SEE_REALM = Set.of("view-realm", "manage-realm", "realm-admin");
    private static final Set<String> CHANGE_REALM = Set.of("manage-realm", "realm-admin");
    private static final List<String> ROLES = List.of(
            "query-users",
            "view-users",
            "manage-users",
            "view-realm",
            "manage-realm",
            "view-clients",
            "manage-clients",
            "view-events",
            "impersonation",
            "realm-admin");

    private AdministeredRealm realm;
    private AdministeredRealm otherRealm;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    /**
     * An endpoint.
     *
     * @param path {@code USER} and {@code DEVICE} stand for a device made for the call
     * @param roles each of which suffices
     */
    private record Endpoint(String method, String path, String body, Set<String> roles) {}

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("GET", "devices?user=USER", "", SEE_USERS),
            new Endpoint("GET", "devices/count?user=USER", "", SEE_USERS),
            new Endpoint("DELETE", "devices?user=USER", "", CHANGE_USERS),
            new Endpoint("DELETE", "devices?state=trusted", "", CHANGE_USERS),
            new Endpoint("GET", "users/USER/devices/DEVICE", "", SEE_USERS),
            new Endpoint("DELETE", "users/USER/devices/DEVICE", "", CHANGE_USERS),
            new Endpoint("POST", "users/USER/devices/DEVICE/suspend", "", CHANGE_USERS),
            new Endpoint("POST", "users/USER/devices/DEVICE/restore", "", CHANGE_USERS),
            new Endpoint("GET", "policy", "", SEE_REALM),
            new Endpoint("GET", "problems", "", SEE_REALM),
            new Endpoint("PUT", "policy", "{\"deviceCap\": 7}", CHANGE_REALM),
            new Endpoint("POST", "flows", "", CHANGE_REALM));

    @BeforeAll
    void administratorsWithOneRoleEach(KeycloakDistribution keycloak) {
        realm = new AdministeredRealm(keycloak);
        otherRealm = new AdministeredRealm(keycloak);
        tokens.put("no role", realm.administrator().token());
        ROLES.forEach(role -> tokens.put(role, realm.administrator(role).token()));
        tokens.put(
                "realm-admin of another realm",
                otherRealm.administrator("realm-admin").token());
    }

    @AfterAll
    void removeRealms() {
        realm.close();
        otherRealm.close();
    }

    @TestFactory
    List<DynamicTest> onlyTheRightRolesOpenAnEndpoint() {
        return ENDPOINTS.stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.method() + " " + endpoint.path(), () -> {
                    theOthersAreRefusedAndChangeNothing(endpoint);
                    theRightOnesAreLetIn(endpoint);
                }))
                .toList();
    }

    private void theOthersAreRefusedAndChangeNothing(Endpoint endpoint) {
        StoredDevice device = new StoredDevice();
        String user = realm.owner(device.deviceId(), device);
        String id = realm.idOf(user, device);
        Map<String, String> before = attributes();

        assertThat(call(realm.apiWithoutToken(), endpoint, user, id)).isEqualTo(401);
        assertThat(call(realm.api(forged(tokens.get("realm-admin"))), endpoint, user, id))
                .isEqualTo(401);
        tokens.forEach((caller, token) -> {
            if (!endpoint.roles().contains(caller)) {
                assertThat(call(realm.api(token), endpoint, user, id))
                        .as(caller)
                        .isEqualTo(403);
            }
        });

        assertThat(realm.realm().users().get(user).credentials())
                .singleElement()
                .satisfies(kept -> assertThat(kept.getCredentialData()).contains("\"suspended\": \"\""));
        assertThat(attributes()).isEqualTo(before);
    }

    private void theRightOnesAreLetIn(Endpoint endpoint) {
        Map<String, AdminApi> callers = new LinkedHashMap<>();
        endpoint.roles().forEach(role -> callers.put(role, realm.api(tokens.get(role))));
        callers.put("administrator of the server", realm.api());
        callers.forEach((caller, api) -> {
            StoredDevice device = new StoredDevice();
            String user = realm.owner(device.deviceId(), device);

            assertThat(call(api, endpoint, user, realm.idOf(user, device)))
                    .as(caller)
                    .isIn(200, 204);
        });
    }

    private static int call(AdminApi api, Endpoint endpoint, String user, String device) {
        String path = endpoint.path().replace("USER", user).replace("DEVICE", device);
        return api.call(endpoint.method(), path, endpoint.body()).status();
    }

    /** The same claims under a signature that is not Keycloak's. */
    private static String forged(String token) {
        int signature = token.lastIndexOf('.') + 1;
        return token.substring(0, signature) + new StringBuilder(token.substring(signature)).reverse();
    }

    private Map<String, String> attributes() {
        return realm.realm().toRepresentation().getAttributesOrEmpty().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith("relock."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void whoMayOnlyLookForUsersFindsNoDevices() {
        realm.owner("somebody", new StoredDevice());

        AdminApi.Answer answer = realm.api(tokens.get("query-users")).get("devices?search=somebody");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("devices")).isEmpty();
    }

    /** Keycloak's fine-grained permissions: one user only, and only to be seen. */
    @Test
    void whoMayViewOneUserSeesHisDevicesOnlyAndChangesNothing() {
        StoredDevice device = new StoredDevice();
        String mine = realm.owner("mine", device);
        String other = realm.owner("other", new StoredDevice());
        AdministeredRealm.Administrator helpDesk = realm.administrator("query-users");
        FineGrained.mayView(realm, helpDesk.userId(), mine);
        AdminApi api = realm.api(helpDesk.token());

        assertThat(api.get("devices?user=" + mine).json().get("devices")).hasSize(1);
        assertThat(api.get("devices?user=" + other).status()).isEqualTo(403);
        assertThat(api.get("devices?max=1000").json().get("devices")).hasSize(1);
        assertThat(api.delete("users/" + mine + "/devices/" + realm.idOf(mine, device))
                        .status())
                .isEqualTo(403);
        assertThat(api.delete("devices?user=" + mine).status()).isEqualTo(403);
        assertThatNoException().isThrownBy(() -> realm.idOf(mine, device));
    }
}
