package dev.relock.keycloak;

import dev.relock.protocol.AgentVersion;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.Constants;

/** Whether the text of a {@link RealmAttribute}, as it stands in the realm, is what the attribute takes. */
final class AttributeForm {
    private static final String NUMBER = "[0-9]{1,9}";

    private AttributeForm() {}

    /** What is wrong with it, for administrators; empty when nothing is. */
    static Optional<String> problem(RealmAttribute attribute, String text) {
        String value = text.strip();
        if (attribute.isNumber()) {
            return unless(
                    value.matches(NUMBER)
                            && Integer.parseInt(value) >= attribute.min()
                            && Integer.parseInt(value) <= attribute.max(),
                    "must be a whole number from " + attribute.min() + " to " + attribute.max());
        }
        if (attribute == RealmAttribute.MINIMUM_AGENT) {
            return unless(AgentVersion.parse(value).isPresent(), "must be a version such as 1.2.3");
        }
        if (attribute.unit().equals("origins")) {
            return unless(
                    Constants.CFG_DELIMITER_PATTERN.splitAsStream(value).allMatch(AttributeForm::isOrigin),
                    "must be origins such as https://a.example.org, separated by " + Constants.CFG_DELIMITER);
        }
        List<String> words = List.of(attribute.unit().split(", ", -1));
        return unless(words.size() == 1 || words.contains(value), "must be one of: " + attribute.unit());
    }

    private static Optional<String> unless(boolean good, String problem) {
        return good ? Optional.empty() : Optional.of(problem);
    }

    private static boolean isOrigin(String text) {
        try {
            Origin.parse(text.strip());
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }
}
