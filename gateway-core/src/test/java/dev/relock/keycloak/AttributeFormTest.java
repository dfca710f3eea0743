package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttributeFormTest {
    @ParameterizedTest
    @EnumSource(RealmAttribute.class)
    void everyDefaultIsAsItMustBe(RealmAttribute attribute) {
        if (!attribute.byDefault().isEmpty()) {
            assertThat(AttributeForm.problem(attribute, attribute.byDefault())).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TRUST_LIFETIME, 59",
        "TRUST_LIFETIME, 30d",
        "TRUST_LIFETIME, 99999999999",
        "ENABLED, yes",
        "END_ON_PASSWORD, always",
        "BIND_AFTER, mail",
        "ORIGINS, https://a.example.org/path",
        "MINIMUM_AGENT, latest"
    })
    void whatIsMistypedIsAProblem(RealmAttribute attribute, String value) {
        assertThat(AttributeForm.problem(attribute, value)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "TRUST_LIFETIME, ' 60 '",
        "ENABLED, false",
        "BIND_AFTER, link-if-phishable",
        "BIND_FACTORS, otp##text-message",
        "ORIGINS, https://a.example.org##http://localhost:8000",
        "MINIMUM_AGENT, 1.2.3"
    })
    void whatIsRightIsNone(RealmAttribute attribute, String value) {
        assertThat(AttributeForm.problem(attribute, value)).isEmpty();
    }
}
