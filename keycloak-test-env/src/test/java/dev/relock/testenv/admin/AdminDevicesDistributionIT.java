package dev.relock.testenv.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.testenv.admin.AdminApi.Answer;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.AdminEventRepresentation;

/** What administrators do to devices by the admin API. */
@KeycloakTest
final class AdminDevicesDistributionIT {
    private static final String STRANGER = "11111111-1111-1111-1111-111111111111";

    private final KeycloakDistribution keycloak;
    private AdministeredRealm realm;
    private AdminApi api;

    AdminDevicesDistributionIT(KeycloakDistribution keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void aRealm() {
        realm = new AdministeredRealm(keycloak);
        api = realm.api();
    }

    @AfterEach
    void removeRealm() {
        realm.close();
    }

    @Test
    void devicesAreFoundByOwnerStateAndAge() {
        String anna = realm.owner(
                "anna",
                new StoredDevice().label("new"),
                new StoredDevice().label("old").created(Duration.ofDays(20)),
                new StoredDevice().label("idle").created(Duration.ofDays(9)).lastUsed(Duration.ofDays(8)));
        realm.owner(
                "berta",
                new StoredDevice().label("expired").expired(),
                new StoredDevice().label("weak").weak(),
                new StoredDevice().label("copied").suspended("collision"),
                new StoredDevice().label("lost").suspended("administrator"));
        realm.owner("carla");

        assertThat(labels("")).containsExactlyInAnyOrder("new", "old", "idle", "expired", "weak", "copied", "lost");
        assertThat(labels("?user=" + anna)).containsExactlyInAnyOrder("new", "old", "idle");
        assertThat(labels("?search=bert")).containsExactlyInAnyOrder("expired", "weak", "copied", "lost");
        assertThat(labels("?state=suspended")).containsExactlyInAnyOrder("copied", "lost");
        assertThat(labels("?state=expired")).containsExactly("expired");
        assertThat(labels("?state=weak")).containsExactly("weak");
        assertThat(labels("?state=trusted&minAge=" + 9 * 86_400)).containsExactlyInAnyOrder("old", "idle");
        assertThat(labels("?minIdle=" + 8 * 86_400)).containsExactly("idle");
        assertThat(labels("?user=" + anna + "&state=suspended")).isEmpty();
        assertThat(api.get("devices/count?state=suspended").json().get("count").asInt())
                .isEqualTo(2);
    }

    @Test
    void pagesOfUsersAreWalkedToTheEnd() {
        for (int i = 0; i < 5; i++) {
            realm.owner("user-" + i, new StoredDevice().label("device " + i));
        }

        Answer first = api.get("devices?max=2");
        Answer second =
                api.get("devices?max=2&first=" + first.json().get("next").asInt());
        Answer last = api.get("devices?max=2&first=" + second.json().get("next").asInt());

        assertThat(labels(first)).containsExactly("device 0", "device 1");
        assertThat(labels(second)).containsExactly("device 2", "device 3");
        assertThat(labels(last)).containsExactly("device 4");
        assertThat(last.json().has("next")).isFalse();
    }

    @Test
    void aDeviceIsToldOfWithAllItsFacts() {
        StoredDevice device = new StoredDevice().suspended("collision");
        String anna = realm.owner("anna", device);
        String id = realm.idOf(anna, device);

        JsonNode told = api.get("users/" + anna + "/devices/" + id).json();

        assertThat(told.get("id").asText()).isEqualTo(id);
        assertThat(told.get("userId").asText()).isEqualTo(anna);
        assertThat(told.get("username").asText()).isEqualTo("anna");
        assertThat(told.get("deviceId").asText()).isEqualTo(device.deviceId());
        assertThat(told.get("label").asText()).isEqualTo("Chrome on Linux");
        assertThat(told.get("origin").asText()).isEqualTo("https://sso.example.org");
        assertThat(told.get("assurance").asText()).isEqualTo("mfa");
        assertThat(told.get("state").asText()).isEqualTo("suspended");
        assertThat(told.get("suspended").asText()).isEqualTo("collision");
        assertThat(told.get("expiresAt").asLong())
                .isGreaterThan(told.get("createdAt").asLong());
    }

    @ParameterizedTest
    @CsvSource({
        "sate, sate=trusted",
        "state, state=happy",
        "state, state=unowned",
        "state, state=trusted&state=weak",
        "device, device=short",
        "user, user=",
        "first, first=-1",
        "max, max=0",
        "max, max=1001",
        "max, max=ten",
        "minAge, minAge=-1",
        "minIdle, minIdle=99999999999"
    })
    void aBadFilterIsNamedAndRemovesNothing(String field, String query) {
        String anna = realm.owner("anna", new StoredDevice());

        for (String method : List.of("GET", "DELETE")) {
            Answer answer = api.call(method, "devices?minAge=0&" + query, "");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("field").asText()).isEqualTo(query.startsWith("minAge") ? "minAge" : field);
        }
        assertThat(labels("?user=" + anna)).hasSize(1);
    }

    @Test
    void withoutAFilterNothingIsRemoved() {
        realm.owner("anna", new StoredDevice());

        assertThat(api.delete("devices").status()).isEqualTo(400);
        assertThat(api.delete("devices?search=anna").status()).isEqualTo(400);
        assertThat(labels("")).hasSize(1);
    }

    @Test
    void devicesAreRemovedByStateAndAge() {
        realm.owner(
                "anna",
                new StoredDevice().label("kept"),
                new StoredDevice().label("gone").expired());
        realm.owner("berta", new StoredDevice().label("gone too").expired().created(Duration.ofDays(90)));

        assertThat(api.delete("devices?state=expired&minAge=86400")
                        .json()
                        .get("removed")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.delete("devices?state=expired").json().get("removed").asInt())
                .isEqualTo(1);
        assertThat(labels("")).containsExactly("kept");
    }

    @Test
    void whatAnAdministratorSuspendsHeRestores() {
        StoredDevice device = new StoredDevice();
        String anna = realm.owner("anna", device);
        String path = "users/" + anna + "/devices/" + realm.idOf(anna, device);

        assertThat(api.post(path + "/suspend").status()).isEqualTo(204);
        assertThat(api.get(path).json().get("suspended").asText()).isEqualTo("administrator");
        assertThat(api.post(path + "/restore").status()).isEqualTo(204);
        assertThat(api.get(path).json().get("state").asText()).isEqualTo("trusted");
        assertThat(api.post(path + "/restore").status()).isEqualTo(204);
    }

    @Test
    void whatTurnedUpTwiceIsNeverRestoredNotEvenByWayOfASuspension() {
        StoredDevice copied = new StoredDevice().suspended("collision");
        String anna = realm.owner("anna", copied);
        String path = "users/" + anna + "/devices/" + realm.idOf(anna, copied);

        assertThat(api.post(path + "/restore").status()).isEqualTo(409);
        assertThat(api.post(path + "/suspend").status()).isEqualTo(204);
        assertThat(api.post(path + "/restore").status()).isEqualTo(409);

        assertThat(api.get(path).json().get("suspended").asText()).isEqualTo("collision");
    }

    @Test
    void aDeviceIsOnlyReachedThroughItsOwner() {
        StoredDevice device = new StoredDevice();
        String anna = realm.owner("anna", device);
        String berta = realm.owner("berta", new StoredDevice());
        String id = realm.idOf(anna, device);

        assertThat(api.delete("users/" + berta + "/devices/" + id).status()).isEqualTo(404);
        assertThat(api.post("users/" + berta + "/devices/" + id + "/suspend").status())
                .isEqualTo(404);
        assertThat(api.delete("users/" + STRANGER + "/devices/" + id).status()).isEqualTo(404);
        assertThat(api.get("users/" + anna + "/devices/" + id)
                        .json()
                        .get("state")
                        .asText())
                .isEqualTo("trusted");
    }

    @Test
    void otherCredentialsAreNoDevices() {
        String anna = realm.owner("anna", new StoredDevice());
        realm.realm().users().get(anna).resetPassword(Passwords.of("secret"));
        String password = realm.realm().users().get(anna).credentials().stream()
                .filter(credential -> credential.getType().equals("password"))
                .findFirst()
                .orElseThrow()
                .getId();

        assertThat(api.delete("users/" + anna + "/devices/" + password).status())
                .isEqualTo(404);
        assertThat(api.delete("devices?user=" + anna).json().get("removed").asInt())
                .isEqualTo(1);
        assertThat(realm.realm().users().get(anna).credentials()).hasSize(1);
    }

    @Test
    void adminEventsTellWhatWasDone() {
        StoredDevice device = new StoredDevice();
        String anna = realm.owner("anna", device);
        String id = realm.idOf(anna, device);
        String path = "users/" + anna + "/devices/" + id;
        api.post(path + "/suspend");
        api.delete(path);

        assertThat(events()).anySatisfy(event -> {
            assertThat(event.getOperationType()).isEqualTo("ACTION");
            assertThat(event.getResourcePath()).isEqualTo("relock/" + path);
            assertThat(event.getRepresentation()).contains("\"state\":\"suspended\"");
        });
        assertThat(events()).anySatisfy(event -> {
            assertThat(event.getOperationType()).isEqualTo("DELETE");
            assertThat(event.getResourceType()).isEqualTo("USER");
            assertThat(event.getResourcePath()).isEqualTo("relock/" + path);
            assertThat(event.getRepresentation()).contains(device.deviceId());
        });
    }

    private List<AdminEventRepresentation> events() {
        return realm.realm().getAdminEvents();
    }

    private List<String> labels(String query) {
        return labels(api.get("devices" + query));
    }

    private static List<String> labels(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("devices").findValuesAsText("label");
    }
}
