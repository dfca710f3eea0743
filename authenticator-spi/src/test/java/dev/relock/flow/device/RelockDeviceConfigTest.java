package dev.relock.flow.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatorConfigModel;

class RelockDeviceConfigTest {
    @Test
    void byDefaultTheLoginGoesOn() {
        assertThat(RelockDeviceConfig.of((AuthenticatorConfigModel) null).untrusted())
                .isEqualTo(Untrusted.CONTINUE);
        assertThat(RelockDeviceConfig.of(new AuthenticatorConfigModel()).untrusted())
                .isEqualTo(Untrusted.CONTINUE);
    }

    @Test
    void anAdministratorMayDeny() {
        assertThat(config("deny").untrusted()).isEqualTo(Untrusted.DENY);
        assertThat(config("continue").untrusted()).isEqualTo(Untrusted.CONTINUE);
    }

    @Test
    void aMistypedValueDenies() {
        assertThat(config("Deny ").untrusted()).isEqualTo(Untrusted.DENY);
    }

    private static RelockDeviceConfig config(String untrusted) {
        AuthenticatorConfigModel model = new AuthenticatorConfigModel();
        model.setConfig(Map.of(RelockDeviceSettings.UNTRUSTED, untrusted));
        return RelockDeviceConfig.of(model);
    }
}
