package dev.relock.flow.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.gateway.BindAfter;
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

    @Test
    void aFlowMayAskForMoreOrLessThanTheRealm() {
        assertThat(RelockBindConfig.of((AuthenticatorConfigModel) null).after(BindAfter.LINK))
                .isEqualTo(BindAfter.LINK);
        assertThat(after("realm").after(BindAfter.LINK_IF_PHISHABLE)).isEqualTo(BindAfter.LINK_IF_PHISHABLE);
        assertThat(after("factor").after(BindAfter.LINK)).isEqualTo(BindAfter.FACTOR);
        assertThat(after("mistyped").after(BindAfter.FACTOR)).isEqualTo(BindAfter.LINK);
    }

    private static RelockBindConfig config(String consent) {
        return of(RelockBindSettings.CONSENT, consent);
    }

    private static RelockBindConfig after(String value) {
        return of(RelockBindSettings.AFTER, value);
    }

    private static RelockBindConfig of(String setting, String value) {
        AuthenticatorConfigModel model = new AuthenticatorConfigModel();
        model.setConfig(Map.of(setting, value));
        return RelockBindConfig.of(model);
    }
}
