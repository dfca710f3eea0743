package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.decision.TrustState;
import dev.relock.http.admin.DeviceQuery;
import dev.relock.http.admin.DeviceRepresentation;
import dev.relock.http.admin.RelockAdminResource;
import dev.relock.keycloak.RealmAttribute;
import dev.relock.keycloak.RealmPolicy;
import dev.relock.owner.Assurance;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/admin-api.yaml tells of every endpoint there is, and tells the truth. */
class AdminApiTest {
    private final OpenApi description = OpenApi.at("docs/admin-api.yaml");
    private final JsonNode api = description.tree();

    @Test
    void endpoints() {
        assertThat(description.operations()).isEqualTo(OpenApi.operationsOf(RelockAdminResource.class));
    }

    @Test
    void filters() {
        for (String operation :
                List.of("/paths/~1devices/get", "/paths/~1devices/delete", "/paths/~1devices~1count/get")) {
            assertThat(api.at(operation + "/parameters").findValuesAsText("$ref"))
                    .extracting(reference ->
                            api.at(reference.substring(1)).get("name").asText())
                    .containsExactlyElementsOf(DeviceQuery.PARAMETERS);
            // Who owns a device is looked up in caches.
            assertThat(api.at(operation + "/responses").has("503")).isTrue();
        }
        assertThat(api.at("/components/parameters/max/schema/default").asInt()).isEqualTo(DeviceQuery.DEFAULT_MAX);
        assertThat(api.at("/components/parameters/max/schema/maximum").asInt()).isEqualTo(DeviceQuery.HIGHEST_MAX);
    }

    @Test
    void statesOfADevice() {
        assertThat(texts(api.at("/components/schemas/State/enum")))
                .isEqualTo(DeviceQuery.STATES.stream().map(TrustState::id).toList());
    }

    @Test
    void membersOfADevice() {
        JsonNode device = api.at("/components/schemas/Device");
        List<String> members = Arrays.stream(DeviceRepresentation.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        assertThat(names(device.get("properties"))).isEqualTo(members);
        assertThat(texts(device.get("required")))
                .isEqualTo(members.stream()
                        .filter(member -> !member.equals("suspended"))
                        .toList());
        for (RecordComponent component : DeviceRepresentation.class.getRecordComponents()) {
            if (component.getType() == long.class) {
                assertThat(device.at("/properties/" + component.getName() + "/type")
                                .asText())
                        .isEqualTo("integer");
            }
        }
        assertThat(texts(device.at("/properties/assurance/enum")))
                .isEqualTo(Arrays.stream(Assurance.values()).map(Assurance::id).toList());
    }

    @Test
    void membersOfThePolicy() {
        assertThat(names(api.at("/components/schemas/Policy/properties")))
                .isEqualTo(Arrays.stream(RealmAttribute.values())
                        .map(RealmPolicy::name)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(RealmAttribute.class)
    void valuesOfThePolicy(RealmAttribute attribute) {
        JsonNode schema = api.at("/components/schemas/Policy/properties/" + RealmPolicy.name(attribute));

        Map<String, String> expected = new TreeMap<>(Map.of("nullable", "true"));
        if (attribute.isNumber()) {
            expected.putAll(Map.of(
                    "type", "integer",
                    "minimum", Integer.toString(attribute.min()),
                    "maximum", Integer.toString(attribute.max()),
                    "default", attribute.byDefault()));
        } else if (attribute.unit().equals("true, false")) {
            expected.putAll(Map.of("type", "boolean", "default", attribute.byDefault()));
        } else if (attribute.unit().equals("origins")) {
            expected.putAll(Map.of("type", "array", "default", "[]", "items", "{\"type\":\"string\"}"));
        } else if (attribute.unit().contains(", ")) {
            expected.putAll(Map.of("type", "string", "default", attribute.byDefault()));
            assertThat(texts(schema.get("enum")))
                    .isEqualTo(List.of(attribute.unit().split(", ")));
        } else {
            expected.putAll(Map.of("type", "string", "default", attribute.byDefault(), "maxLength", "255"));
        }

        Map<String, String> documented = new TreeMap<>();
        schema.properties().stream()
                .filter(member -> !member.getKey().equals("enum"))
                .forEach(member -> documented.put(
                        member.getKey(),
                        member.getValue().isValueNode()
                                ? member.getValue().asText()
                                : member.getValue().toString()));
        assertThat(documented).isEqualTo(expected);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(api.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(api.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
