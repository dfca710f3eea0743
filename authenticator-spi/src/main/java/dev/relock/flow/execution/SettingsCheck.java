package dev.relock.flow.execution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.Constants;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * What stored settings of an execution must be like.
 *
 * @param declared the settings that the execution has
 * @param numbers which of them are numbers
 */
public record SettingsCheck(List<ProviderConfigProperty> declared, List<Seconds> numbers) {
    /** Keycloak's own settings of every execution, for the {@code amr} claim. */
    private static final String OF_KEYCLOAK = "default.reference.";

    /** See {@link dev.relock.gateway.CheckedSettings}. */
    public Map<String, String> complaints(Map<String, String> settings) {
        Map<String, String> complaints = new LinkedHashMap<>();
        settings.forEach((key, value) -> {
            if (value != null && !value.isBlank() && !key.startsWith(OF_KEYCLOAK)) {
                problem(key, value.strip()).ifPresent(problem -> complaints.put(key, problem));
            }
        });
        return complaints;
    }

    private Optional<String> problem(String key, String value) {
        return declared.stream()
                .filter(setting -> setting.getName().equals(key))
                .findFirst()
                .map(setting -> problem(setting, value))
                .orElse(Optional.of("is not known"));
    }

    private Optional<String> problem(ProviderConfigProperty setting, String value) {
        return switch (setting.getType()) {
            case ProviderConfigProperty.BOOLEAN_TYPE -> oneOf(List.of("true", "false"), List.of(value));
            case ProviderConfigProperty.LIST_TYPE -> oneOf(setting.getOptions(), List.of(value));
            case ProviderConfigProperty.MULTIVALUED_LIST_TYPE ->
                oneOf(setting.getOptions(), List.of(value.split(Constants.CFG_DELIMITER, -1)));
            default ->
                numbers.stream()
                        .filter(number -> number.key().equals(setting.getName()))
                        .filter(number -> !number.takes(value))
                        .findFirst()
                        .map(number -> "must be a number of seconds from " + number.min() + " to " + number.max());
        };
    }

    private static Optional<String> oneOf(List<String> options, List<String> values) {
        return values.stream().map(String::strip).allMatch(options::contains)
                ? Optional.empty()
                : Optional.of("must be one of: " + String.join(", ", options));
    }
}
