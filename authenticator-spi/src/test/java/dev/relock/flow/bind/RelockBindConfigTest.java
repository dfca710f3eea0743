package dev.relock.flow.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class RelockBindConfigTest {
    @Test
    void byDefaultTheUserIsAsked() {
        assertThat(RelockBindConfig.of((AuthenticatorConfigModel) null).asksForConsent())
                .isTrue();
        assertThat(RelockBindConfig.of(new AuthenticatorConfigModel()).asksForConsent())
                .isTrue();
    }

    @Test
    void anAdministratorMaySpareTheQuestion() {
        assertThat(config("false").asksForConsent()).isFalse();
        assertThat(config("true").asksForConsent()).isTrue();
    }

    @Test
    void aMistypedValueAsks() {
        assertThat(config("no").asksForConsent()).isTrue();
    }

    private static RelockBindConfig config(String consent) {
        AuthenticatorConfigModel model = new AuthenticatorConfigModel();
        model.setConfig(Map.of(RelockBindSettings.CONSENT, consent));
        return RelockBindConfig.of(model);
    }
}
