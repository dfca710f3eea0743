package dev.relock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.relock.decision.TrustState;
import dev.relock.http.admin.DeviceQuery;
import dev.relock.http.admin.DeviceRepresentation;
import dev.relock.http.admin.RelockAdminResource;
import dev.relock.keycloak.RealmAttribute;
import dev.relock.keycloak.RealmPolicy;
import dev.relock.owner.Assurance;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docs/admin-api.yaml tells of every endpoint there is, and tells the truth. */
class AdminApiTest {
    private final JsonNode api = read();

    @Test
    void endpoints() {
        Set<String> documented = new TreeSet<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (!name.equals("parameters")) {
                        documented.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));

        Set<String> served = Arrays.stream(RelockAdminResource.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Path.class))
                .map(method ->
                        verb(method) + " /" + method.getAnnotation(Path.class).value())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(served);
    }

    private static String verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void filters() {
        for (String operation :
                List.of("/paths/~1devices/get", "/paths/~1devices/delete", "/paths/~1devices~1count/get")) {
            assertThat(api.at(operation + "/parameters").findValuesAsText("$ref"))
                    .extracting(reference ->
                            api.at(reference.substring(1)).get("name").asText())
                    .containsExactlyElementsOf(DeviceQuery.PARAMETERS);
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

    private static JsonNode read() {
        try (Reader text = Files.newBufferedReader(MarkdownPage.ROOT.resolve("docs/admin-api.yaml"))) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new ObjectMapper().valueToTree(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
