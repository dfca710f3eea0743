package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RealmPolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void goodValuesBecomeRealmAttributes() throws Exception {
        assertThat(parse("""
                {"trustLifetime": 604800, "rotationView": true, "wildcard": null,
                 "origins": ["https://a.example.org", "http://localhost:3000"], "assertedOrigins": []}"""))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        RealmAttribute.TRUST_LIFETIME, Optional.of("604800"),
                        RealmAttribute.ROTATION_VIEW, Optional.of("true"),
                        RealmAttribute.WILDCARD, Optional.empty(),
                        RealmAttribute.ORIGINS, Optional.of("https://a.example.org##http://localhost:3000"),
                        RealmAttribute.ASSERTED_ORIGINS, Optional.of("")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trustLifetime   | 59",
                "trustLifetime   | 315360001",
                "trustLifetime   | 99999999999999999999",
                "trustLifetime   | 604800.0",
                "trustLifetime   | \"604800\"",
                "deviceCap       | 0",
                "deviceCap       | [3]",
                "rotationView    | \"true\"",
                "rotationView    | 1",
                "origins         | \"https://a.example.org\"",
                "origins         | [\"https://a.example.org/\"]",
                "origins         | [\"*\"]",
                "origins         | [\"http://[1]\"]",
                "origins         | [null]",
                "wildcard        | 7",
                "wildcard        | \"line\\nline\"",
                "relock.idle     | 600",
                "noSuchAttribute | 1"
            })
    void aBadValueIsRefusedByItsName(String name, String value) {
        assertThatThrownBy(() -> parse("{\"idle\": 600, \"" + name + "\": " + value + "}"))
                .isInstanceOfSatisfying(
                        RealmPolicy.BadMemberException.class,
                        bad -> assertThat(bad.member()).isEqualTo(name));
    }

    @ParameterizedTest
    @EnumSource(RealmAttribute.class)
    void everyDefaultMayBeWritten(RealmAttribute attribute) throws Exception {
        String name = RealmPolicy.name(attribute);
        String value = attribute.isNumber() || attribute.unit().equals("true, false")
                ? attribute.byDefault()
                : attribute.unit().equals("origins") ? "[]" : "\"" + attribute.byDefault() + "\"";

        assertThat(parse("{\"" + name + "\": " + value + "}"))
                .containsEntry(attribute, Optional.of(attribute.byDefault()));
    }

    private static Map<RealmAttribute, Optional<String>> parse(String json) throws Exception {
        return RealmPolicy.parse(JSON.readTree(json));
    }
}
