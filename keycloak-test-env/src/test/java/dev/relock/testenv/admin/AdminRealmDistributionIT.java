package dev.relock.testenv.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.KeycloakTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;

/** What administrators do to a realm by the admin API, and what the server tells them of the plugin. */
@KeycloakTest
final class AdminRealmDistributionIT {
    private static final List<String> SHIPPED = List.of(
            "relock browser",
            "relock browser, device first",
            "relock reset credentials",
            "relock reset credentials, second factor");

    private final KeycloakDistribution keycloak;
    private AdministeredRealm realm;
    private AdminApi api;

    AdminRealmDistributionIT(KeycloakDistribution keycloak) {
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
    void thePolicyIsReadAndWrittenAsItCounts() {
        assertThat(api.get("policy").json().get("trustLifetime").asInt()).isEqualTo(30 * 86_400);

        assertThat(api.put("policy", """
            {"trustLifetime": 604800, "origins": ["https://a.example.org", "https://b.example.org"], "rotationView": true}\
            """).status()).isEqualTo(204);

        JsonNode policy = api.get("policy").json();
        assertThat(policy.get("trustLifetime").asInt()).isEqualTo(604_800);
        assertThat(policy.get("rotationView").asBoolean()).isTrue();
        assertThat(policy.get("origins"))
                .extracting(JsonNode::asText)
                .containsExactly("https://a.example.org", "https://b.example.org");
        assertThat(policy.get("deviceCap").asInt()).isEqualTo(10);
        assertThat(attributes())
                .containsEntry("relock.trustLifetime", "604800")
                .containsEntry("relock.origins", "https://a.example.org##https://b.example.org")
                .doesNotContainKey("relock.deviceCap");

        assertThat(api.put("policy", "{\"trustLifetime\": null}").status()).isEqualTo(204);
        assertThat(attributes()).doesNotContainKey("relock.trustLifetime").containsKey("relock.origins");
    }

    /** What is read may be written back, as command line tools do it. */
    @Test
    void aPolicyThatWasReadMayBeWritten() {
        JsonNode policy = api.get("policy").json();

        assertThat(api.put("policy", policy.toString()).status()).isEqualTo(204);
        assertThat(api.get("policy").json()).isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"deviceCap\": 0", "\"deviceCap\": \"ten\"", "\"deviceCap\": 1.5", "\"deviceCap\": [1]"})
    void aBadValueIsNamedAndChangesNothing(String member) {
        AdminApi.Answer answer = api.put("policy", "{\"trustLifetime\": 604800, " + member + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("deviceCap");
        assertThat(attributes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{\"deviceCap\": 3} {}", "{\"deviceCap\": 3, \"deviceCap\": 4}"})
    void whatIsNoPolicyChangesNothing(String body) {
        assertThat(api.put("policy", body).status()).isEqualTo(400);
        assertThat(attributes()).isEmpty();
    }

    @Test
    void theAdminEventOfThePolicyDoesNotGiveTheWildcardAway() {
        api.put("policy", "{\"wildcard\": \"d2f0e3a1\", \"deviceCap\": 5}");

        assertThat(realm.realm().getAdminEvents()).anySatisfy(event -> {
            assertThat(event.getResourcePath()).isEqualTo("relock/policy");
            assertThat(event.getOperationType()).isEqualTo("UPDATE");
            assertThat(event.getRepresentation())
                    .contains("\"deviceCap\":\"5\"")
                    .doesNotContain("d2f0e3a1");
        });
    }

    @Test
    void theShippedFlowsAreThoseOfTheDemoRealm() {
        JsonNode made = api.post("flows").json();

        assertThat(made.get("flows").findValuesAsText("alias")).containsExactlyElementsOf(SHIPPED);
        assertThat(made.findValuesAsText("created")).containsOnly("true");
        RealmResource demo = realm.admin().realm(DemoRealm.NAME);
        for (String flow : SHIPPED) {
            assertThat(shape(realm.realm(), flow)).isEqualTo(shape(demo, flow));
        }
        assertThat(realm.realm().flows().getRequiredActions())
                .filteredOn(action -> action.getAlias().equals("relock-devices"))
                .extracting(RequiredActionProviderRepresentation::isEnabled)
                .containsExactly(true);
    }

    @Test
    void whatIsThereIsLeftAlone() {
        api.post("flows");
        AuthenticationExecutionInfoRepresentation device = executions(realm.realm(), "relock browser").stream()
                .filter(execution -> "relock-device".equals(execution.getProviderId()))
                .findFirst()
                .orElseThrow();
        device.setRequirement("DISABLED");
        realm.realm().flows().updateExecutions("relock browser", device);
        List<?> before = shape(realm.realm(), "relock browser");

        JsonNode again = api.post("flows").json();

        assertThat(again.findValuesAsText("created")).containsOnly("false");
        assertThat(shape(realm.realm(), "relock browser")).isEqualTo(before);
        assertThat(realm.realm().flows().getFlows())
                .filteredOn(flow -> flow.getAlias().startsWith("relock"))
                .hasSameSizeAs(SHIPPED);
    }

    @Test
    void aNameThatIsTakenIsToldAndNothingIsMade() {
        realm.realm().flows().copy("direct grant", Map.of("newName", "relock MFA"));

        AdminApi.Answer answer = api.post("flows");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("errorMessage").asText()).contains("relock MFA");
        assertThat(realm.realm().flows().getFlows())
                .extracting(flow -> flow.getAlias())
                .doesNotContainAnyElementsOf(SHIPPED);
    }

    @Test
    void theServerInfoTellsVersionAndState() {
        Map<String, String> info = realm.admin()
                .serverInfo()
                .getInfo()
                .getProviders()
                .get("relock")
                .getProviders()
                .get("keycloak")
                .getOperationalInfo();

        assertThat(info.get("version")).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info).containsEntry("caches", "of one node");
        assertThat(info.get("entries of owned devices")).containsOnlyDigits();
    }

    /** All that makes a flow what it is, but for ids and the names of settings. */
    private static List<String> shape(RealmResource realm, String flow) {
        return executions(realm, flow).stream()
                .map(execution -> String.join(
                        " | ",
                        String.valueOf(execution.getLevel()),
                        String.valueOf(execution.getDisplayName()),
                        String.valueOf(execution.getProviderId()),
                        execution.getRequirement(),
                        String.valueOf(execution.getPriority()),
                        config(realm, execution)))
                .toList();
    }

    private static String config(RealmResource realm, AuthenticationExecutionInfoRepresentation execution) {
        return execution.getAuthenticationConfig() == null
                ? ""
                : realm
                        .flows()
                        .getAuthenticatorConfig(execution.getAuthenticationConfig())
                        .getConfig()
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
    }

    private static List<AuthenticationExecutionInfoRepresentation> executions(RealmResource realm, String flow) {
        return realm.flows().getExecutions(flow);
    }

    private Map<String, String> attributes() {
        return realm.realm().toRepresentation().getAttributesOrEmpty().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith("relock."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
