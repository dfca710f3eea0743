package dev.relock.flow.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.flow.Evidence;
import dev.relock.flow.Fake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.sessions.AuthenticationSessionModel;

class EvidenceNotesTest {
    private final AuthenticationSessionModel login = Fake.login();

    @Test
    void aNewLoginHasNoEvidence() {
        assertThat(EvidenceNotes.of(login).read()).isEmpty();
    }

    @Test
    void whatWasProvenIsReadBack() {
        EvidenceNotes.of(login).write(Evidence.provenAt(1_800_000_000L), "execution");

        assertThat(EvidenceNotes.of(login).read())
                .contains(new NotedEvidence(Evidence.DEVICE, Evidence.EPOCH, 1_800_000_000L, "execution"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b c", "a b c d", "a b -1 d", "a b 1 d e", "a b 99999999999999999999 d"})
    void aNoteOfAnotherFormIsNoEvidence(String note) {
        login.setAuthNote(EvidenceNotes.NOTE, note);

        assertThat(EvidenceNotes.of(login).read()).isEmpty();
    }
}
