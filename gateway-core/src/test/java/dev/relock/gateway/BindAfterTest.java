package dev.relock.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindAfterTest {
    @ParameterizedTest
    @CsvSource({
        "factor, true, false",
        "factor, false, false",
        "link, true, true",
        "link, false, true",
        "link-if-phishable, true, true",
        "link-if-phishable, false, false"
    })
    void whenALinkIsDue(String policy, boolean phishable, boolean due) {
        assertThat(BindAfter.of(policy).asksForLink(phishable)).isEqualTo(due);
    }

    @Test
    void aMistypedPolicyAsksForTheLink() {
        assertThat(BindAfter.of("factors").asksForLink(false)).isTrue();
    }
}
