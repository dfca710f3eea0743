package dev.relock.http.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.relock.keycloak.RealmAttribute;
import dev.relock.keycloak.RealmPolicy;
import dev.relock.keycloak.RealmPolicy.BadMemberException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/** The policy as fields of a form in the admin console, each under its name in {@link RealmPolicy}. */
final class PolicyForm {
    private static final String LABEL = "relockPolicy";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PolicyForm() {}

    static List<ProviderConfigProperty> fields() {
        return Arrays.stream(RealmAttribute.values()).map(PolicyForm::field).toList();
    }

    private static ProviderConfigProperty field(RealmAttribute attribute) {
        String label = label(RealmPolicy.name(attribute));
        ProviderConfigProperty field = new ProviderConfigProperty(
                RealmPolicy.name(attribute), label, label + "Help", type(attribute), byDefault(attribute));
        if (isChoice(attribute)) {
            field.setOptions(List.of(attribute.unit().split(", ")));
        }
        return field;
    }

    /** The key of the message that names a field; the console, too, translates what it is told to show. */
    static String label(String name) {
        return LABEL + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String type(RealmAttribute attribute) {
        if (attribute.isNumber()) {
            return ProviderConfigProperty.INTEGER_TYPE;
        }
        return switch (attribute.unit()) {
            case "true, false" -> ProviderConfigProperty.BOOLEAN_TYPE;
            case "origins" -> ProviderConfigProperty.MULTIVALUED_STRING_TYPE;
            default -> isChoice(attribute) ? ProviderConfigProperty.LIST_TYPE : ProviderConfigProperty.STRING_TYPE;
        };
    }

    private static boolean isChoice(RealmAttribute attribute) {
        return attribute.unit().contains(", ") && !attribute.unit().equals("true, false");
    }

    private static Object byDefault(RealmAttribute attribute) {
        return attribute.unit().equals("origins") ? List.of() : attribute.byDefault();
    }

    /**
     * What a form changes in the realm. A field that is as the realm is changes nothing, and one that is empty or holds the
     * default takes the attribute away.
     *
     * @param isWhole whether Keycloak has dropped empty fields from it; else what is not there is not meant
     * @throws BadMemberException when a value is out of its range
     */
    static Map<RealmAttribute, Optional<String>> changes(ComponentModel form, RealmModel realm, boolean isWhole)
            throws BadMemberException {
        JsonNode now = JSON.valueToTree(RealmPolicy.read(realm));
        ObjectNode changes = NODES.objectNode();
        for (RealmAttribute attribute : RealmAttribute.values()) {
            String name = RealmPolicy.name(attribute);
            boolean isMeant = isWhole || form.getConfig().containsKey(name);
            JsonNode wanted = value(attribute, given(form, name));
            if (isMeant && !wanted.equals(now.get(name))) {
                changes.set(name, isDefault(attribute, wanted) ? NODES.nullNode() : wanted);
            }
        }
        return RealmPolicy.parse(changes);
    }

    /** Writes the realm's policy into the form; whether that changed the form. */
    static boolean fill(ComponentModel form, RealmModel realm) {
        boolean isChanged = false;
        JsonNode now = JSON.valueToTree(RealmPolicy.read(realm));
        for (RealmAttribute attribute : RealmAttribute.values()) {
            String name = RealmPolicy.name(attribute);
            List<String> values = texts(now.get(name));
            isChanged |= !values.equals(given(form, name));
            form.getConfig().put(name, values);
        }
        return isChanged;
    }

    private static List<String> texts(JsonNode value) {
        return value.isArray() ? value.valueStream().map(JsonNode::asText).toList() : List.of(value.asText());
    }

    /** Without Keycloak's {@code getList}, which adds what is not there. */
    private static List<String> given(ComponentModel form, String name) {
        return form.getConfig().getOrDefault(name, List.of());
    }

    /** Of the type that the policy has, or a text, which is refused there. */
    private static JsonNode value(RealmAttribute attribute, List<String> given) {
        if (attribute.unit().equals("origins")) {
            ArrayNode origins = NODES.arrayNode();
            given.stream().filter(origin -> !origin.isBlank()).forEach(origins::add);
            return origins;
        }
        String text =
                given.isEmpty() || given.get(0) == null ? "" : given.get(0).strip();
        if (text.isEmpty()) {
            text = attribute.byDefault();
        }
        if (attribute.isNumber() && text.matches("[0-9]{1,9}")) {
            return NODES.numberNode(Integer.parseInt(text));
        }
        return attribute.unit().equals("true, false") && text.matches("true|false")
                ? NODES.booleanNode(text.equals("true"))
                : NODES.textNode(text);
    }

    private static boolean isDefault(RealmAttribute attribute, JsonNode value) {
        return value.equals(value(attribute, List.of()));
    }
}
