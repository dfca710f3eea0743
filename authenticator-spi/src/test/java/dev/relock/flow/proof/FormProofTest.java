package dev.relock.flow.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.proof.DeviceProof;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormProofTest {
    private static final String TOKEN = "00112233445566ff" + "00000001" + "aa".repeat(20);
    private static final String SIGNATURE = "bb".repeat(64);
    private static final String SESSION = "cc".repeat(48);

    private final MultivaluedMap<String, String> form = form();

    @Test
    void threeFieldsAreAProof() {
        assertThat(FormProof.read(form)).hasValueSatisfying(proof -> {
            assertThat(proof.token().epochId()).isEqualTo("00112233445566ff");
            assertThat(proof.session()).isEqualTo(SESSION);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {DeviceProof.TOKEN, DeviceProof.SIGNATURE, DeviceProof.SESSION})
    void aMissingFieldIsNoProof(String field) {
        form.remove(field);

        assertThat(FormProof.read(form)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {DeviceProof.TOKEN, DeviceProof.SIGNATURE, DeviceProof.SESSION})
    void aFieldGivenTwiceIsNoProof(String field) {
        form.add(field, form.getFirst(field));

        assertThat(FormProof.read(form)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xyz", "0", "00112233"})
    void aFieldOfAnotherFormIsNoProof(String value) {
        form.putSingle(DeviceProof.SIGNATURE, value);

        assertThat(FormProof.read(form)).isEmpty();
    }

    @Test
    void aVeryLongFieldIsNoProof() {
        form.putSingle(DeviceProof.TOKEN, "ab".repeat(1 << 20));

        assertThat(FormProof.read(form)).isEmpty();
    }

    private static MultivaluedMap<String, String> form() {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.add(DeviceProof.TOKEN, TOKEN);
        form.add(DeviceProof.SIGNATURE, SIGNATURE);
        form.add(DeviceProof.SESSION, SESSION);
        return form;
    }
}
