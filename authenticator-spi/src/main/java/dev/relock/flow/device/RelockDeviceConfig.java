package dev.relock.flow.device;

import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticatorConfigModel;

/** Reads the {@link RelockDeviceSettings} of one execution. */
final class RelockDeviceConfig {
    private final Map<String, String> values;

    private RelockDeviceConfig(Map<String, String> values) {
        this.values = values;
    }

    static RelockDeviceConfig of(AuthenticationFlowContext context) {
        return of(context.getAuthenticatorConfig());
    }

    static RelockDeviceConfig of(AuthenticatorConfigModel model) {
        return new RelockDeviceConfig(model == null || model.getConfig() == null ? Map.of() : model.getConfig());
    }

    /** A value that nobody offers was meant to say something else than the default: refuse. */
    Untrusted untrusted() {
        String id = values.get(RelockDeviceSettings.UNTRUSTED);
        return id == null ? Untrusted.CONTINUE : Untrusted.of(id).orElse(Untrusted.DENY);
    }
}
