package dev.relock.flow.bind;

import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticatorConfigModel;

/** Reads the {@link RelockBindSettings} of one execution. */
final class RelockBindConfig {
    private final Map<String, String> values;

    private RelockBindConfig(Map<String, String> values) {
        this.values = values;
    }

    static RelockBindConfig of(AuthenticationFlowContext context) {
        return of(context.getAuthenticatorConfig());
    }

    static RelockBindConfig of(AuthenticatorConfigModel model) {
        return new RelockBindConfig(model == null || model.getConfig() == null ? Map.of() : model.getConfig());
    }

    /** Only a plain {@code false} means that nobody is asked. */
    boolean asksForConsent() {
        String value =
                values.getOrDefault(RelockBindSettings.CONSENT, Boolean.toString(RelockBindSettings.CONSENT_DEFAULT));
        return !value.equals("false");
    }
}
