package dev.relock.flow.bind;

import dev.relock.flow.execution.ExecutionConfig;
import dev.relock.gateway.BindAfter;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticatorConfigModel;

/** Reads the {@link RelockBindSettings} of one execution. */
final class RelockBindConfig {
    private final ExecutionConfig values;

    private RelockBindConfig(ExecutionConfig values) {
        this.values = values;
    }

    static RelockBindConfig of(AuthenticationFlowContext context) {
        return new RelockBindConfig(ExecutionConfig.of(context));
    }

    static RelockBindConfig of(AuthenticatorConfigModel model) {
        return new RelockBindConfig(ExecutionConfig.of(model));
    }

    /** Only a plain {@code false} means that nobody is asked. */
    boolean asksForConsent() {
        return values.unlessFalse(RelockBindSettings.CONSENT);
    }

    /** Which second factors will do; empty means those of the realm. */
    List<String> factors() {
        return values.list(RelockBindSettings.FACTORS);
    }

    /** What must happen beside the factor. */
    BindAfter after(BindAfter ofTheRealm) {
        String value = values.values()
                .getOrDefault(RelockBindSettings.AFTER, RelockBindSettings.OF_THE_REALM)
                .strip();
        return value.isEmpty() || value.equals(RelockBindSettings.OF_THE_REALM) ? ofTheRealm : BindAfter.of(value);
    }

    /**
     * How long the browser is trusted, seconds. A value that is no such number takes the shortest time: it was meant to say
     * something else than the realm.
     */
    long lifetime(long ofTheRealm) {
        return values.seconds(RelockBindSettings.LIFETIME).orElse(ofTheRealm);
    }
}
