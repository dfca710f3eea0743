package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleContactTest {
    private final StaleContact contact = new StaleContact("tab-1", "192.0.2.1", 1_000);

    @ParameterizedTest
    @CsvSource({
        // tab of the accepted message, seconds after the stale one
        "tab-1, 0, ANSWERED",
        "tab-1, 30, ANSWERED",
        "tab-2, 1, OPEN",
        ", 1, OPEN",
        ", 30, OPEN",
        "tab-1, 31, UNANSWERED",
        "tab-2, 31, UNANSWERED",
        ", 31, UNANSWERED",
        // The clock of another node is behind.
        "tab-2, -20, OPEN",
    })
    void onlyTheTabThatSentItAnswersForItAndSoon(String acceptedTab, long later, StaleContact.Fate fate) {
        assertThat(contact.fate(Optional.ofNullable(acceptedTab), 1_000 + later))
                .isEqualTo(fate);
    }

    @Test
    void itSurvivesItsNotes() {
        assertThat(StaleContact.of(contact.notes())).isEqualTo(contact);
    }
}
