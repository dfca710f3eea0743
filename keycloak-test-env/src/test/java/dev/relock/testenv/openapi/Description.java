package dev.relock.testenv.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An API as {@code docs/} describes it to others in OpenAPI. Whatever a test gets as an answer must be in it: a path, its
 * method, the status, and in the body nothing more and nothing less.
 */
public final class Description {
    public static final Description GATEWAY = read("gateway-api.yaml");
    public static final Description ADMIN = read("admin-api.yaml");

    private final JsonNode tree;

    private Description(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * Fails on an answer that the description does not tell of.
     *
     * @param path below the API's folder, without query
     * @param body JSON, or a missing node
     */
    public void expect(String method, String path, int status, JsonNode body) {
        Optional<JsonNode> described = pathItem("/" + path);
        if (described.isEmpty()) {
            assertThat(status).as("status of %s, which is not described", path).isEqualTo(404);
            return;
        }
        JsonNode operation = described.get().path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            assertThat(status)
                    .as("status of %s %s, which is not described", method, path)
                    .isEqualTo(405);
            return;
        }
        String answer = method + " " + path + ", answered " + status;
        JsonNode response = resolved(operation.get("responses").path(Integer.toString(status)));
        assertThat(response.isMissingNode()).as(answer + ": not described").isFalse();
        JsonNode schema = response.at("/content/application~1json/schema");
        if (!schema.isMissingNode()) {
            expect(answer, resolved(schema), body);
        }
    }

    private void expect(String where, JsonNode schema, JsonNode value) {
        switch (schema.path("type").asText()) {
            case "object" -> expectObject(where, schema, value);
            case "array" -> value.forEach(element -> expect(where + "[]", resolved(schema.get("items")), element));
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            case "integer" -> assertThat(value.isIntegralNumber()).as(where).isTrue();
            default -> assertThat(value.isTextual()).as(where).isTrue();
        }
        if (schema.has("enum")) {
            assertThat(schema.get("enum")).as(where).contains(value);
        }
    }

    private void expectObject(String where, JsonNode schema, JsonNode value) {
        assertThat(value.isObject()).as(where).isTrue();
        for (JsonNode name : schema.path("required")) {
            assertThat(value.has(name.asText())).as(where + ": has " + name).isTrue();
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = where + ": " + member.getKey();
            JsonNode told = schema.path("properties").path(member.getKey());
            assertThat(told.isMissingNode()).as(name + " is not described").isFalse();
            expect(name, resolved(told), member.getValue());
        }
    }

    /** The most particular path: {@code relock.js} is no version. */
    private Optional<JsonNode> pathItem(String path) {
        return tree.get("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparing((Map.Entry<String, JsonNode> entry) ->
                                entry.getKey().contains("{"))
                        .thenComparing(entry -> -entry.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? tree.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Description read(String name) {
        Path docs = Path.of(System.getProperty("relock.docs"));
        try (Reader text = Files.newBufferedReader(docs.resolve(name))) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new Description(new ObjectMapper().valueToTree(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
