package dev.relock.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/**
 * A realm's {@link RealmAttribute}s as JSON: each under its name without {@code relock.}, as a number, a boolean, a list of
 * origins or a text.
 */
public final class RealmPolicy {
    private static final String PREFIX = "relock.";
    private static final String FLAG = "true, false";
    private static final String ORIGINS = "origins";
    private static final String VERSION = "version";
    private static final int MAX_TEXT_LENGTH = 255;

    private RealmPolicy() {}

    /** One member of the JSON is not as it must be. */
    public static final class BadMemberException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String member;

        BadMemberException(String member, String message) {
            super(message);
            this.member = member;
        }

        /** Its name. */
        public String member() {
            return member;
        }
    }

    /** The name of an attribute in the JSON. */
    public static String name(RealmAttribute attribute) {
        return attribute.id().substring(PREFIX.length());
    }

    /** All values as they count now, defaults included. */
    public static Map<String, Object> read(RealmModel realm) {
        RealmSettings settings = new RealmSettings(realm);
        Map<String, Object> values = new LinkedHashMap<>();
        for (RealmAttribute attribute : RealmAttribute.values()) {
            values.put(name(attribute), value(settings, attribute));
        }
        return values;
    }

    private static Object value(RealmSettings settings, RealmAttribute attribute) {
        if (attribute.isNumber()) {
            return settings.number(attribute);
        }
        if (attribute == RealmAttribute.END_ON_PASSWORD) {
            return settings.endingPasswords().name().toLowerCase(Locale.ROOT);
        }
        if (attribute == RealmAttribute.BIND_AFTER) {
            return settings.signInPolicy().bindAfter().id();
        }
        return switch (attribute.unit()) {
            case FLAG -> settings.flag(attribute);
            case ORIGINS ->
                settings.origins(attribute).stream().map(Origin::value).toList();
            default -> settings.text(attribute);
        };
    }

    /**
     * What a JSON object asks for: realm attributes and their new values, empty for those that are to have their default
     * again. Attributes that it does not name stay as they are.
     *
     * @throws BadMemberException when any member is unknown or out of range
     */
    public static Map<RealmAttribute, Optional<String>> parse(JsonNode object) throws BadMemberException {
        Map<RealmAttribute, Optional<String>> changes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            RealmAttribute attribute = attribute(member.getKey());
            JsonNode value = member.getValue();
            changes.put(attribute, value.isNull() ? Optional.empty() : Optional.of(text(attribute, value)));
        }
        return changes;
    }

    /** Changes the realm. */
    public static void write(RealmModel realm, Map<RealmAttribute, Optional<String>> changes) {
        changes.forEach((attribute, value) -> value.ifPresentOrElse(
                text -> realm.setAttribute(attribute.id(), text), () -> realm.removeAttribute(attribute.id())));
    }

    private static RealmAttribute attribute(String name) throws BadMemberException {
        return Arrays.stream(RealmAttribute.values())
                .filter(attribute -> name(attribute).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadMemberException(name, "is not known"));
    }

    private static String text(RealmAttribute attribute, JsonNode value) throws BadMemberException {
        if (attribute.isNumber()) {
            if (!value.isIntegralNumber()
                    || !value.canConvertToInt()
                    || value.intValue() < attribute.min()
                    || value.intValue() > attribute.max()) {
                throw bad(attribute, "must be a whole number from " + attribute.min() + " to " + attribute.max());
            }
            return Integer.toString(value.intValue());
        }
        return switch (attribute.unit()) {
            case VERSION -> version(attribute, value);
            case FLAG -> flag(attribute, value);
            case ORIGINS -> origins(attribute, value);
            default -> plainText(attribute, value);
        };
    }

    private static String version(RealmAttribute attribute, JsonNode value) throws BadMemberException {
        String text = plainText(attribute, value);
        Optional<String> problem = text.isEmpty() ? Optional.empty() : AttributeForm.problem(attribute, text);
        if (problem.isPresent()) {
            throw bad(attribute, problem.get());
        }
        return text;
    }

    private static String flag(RealmAttribute attribute, JsonNode value) throws BadMemberException {
        if (!value.isBoolean()) {
            throw bad(attribute, "must be true or false");
        }
        return value.asText();
    }

    private static String origins(RealmAttribute attribute, JsonNode value) throws BadMemberException {
        if (!value.isArray()) {
            throw bad(attribute, "must be a list of origins");
        }
        List<String> origins = new ArrayList<>();
        for (JsonNode element : value) {
            try {
                origins.add(Origin.parse(element.isTextual() ? element.textValue() : "")
                        .value());
            } catch (MalformedException e) {
                throw bad(attribute, "must be a list of origins, such as https://a.example.org");
            }
        }
        return String.join(Constants.CFG_DELIMITER, origins);
    }

    /** Free text, or one of several words where the attribute's unit lists them. */
    private static String plainText(RealmAttribute attribute, JsonNode value) throws BadMemberException {
        String text = value.isTextual() ? value.textValue() : null;
        if (text == null || text.length() > MAX_TEXT_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw bad(attribute, "must be a text of at most " + MAX_TEXT_LENGTH + " characters");
        }
        List<String> words = List.of(attribute.unit().split(", ", -1));
        if (words.size() > 1 && !words.contains(text)) {
            throw bad(attribute, "must be one of: " + attribute.unit());
        }
        return text;
    }

    private static BadMemberException bad(RealmAttribute attribute, String message) {
        return new BadMemberException(name(attribute), message);
    }
}
