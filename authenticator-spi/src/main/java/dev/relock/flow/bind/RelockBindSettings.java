package dev.relock.flow.bind;

import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings of {@code relock-bind}, as the admin console shows them. */
final class RelockBindSettings {
    static final String CONSENT = "consent";
    static final boolean CONSENT_DEFAULT = true;

    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(CONSENT)
            .label("Ask the user")
            .helpText(
                    "On: the user is asked whether to trust this browser. Off: it is trusted without a question, as soon"
                            + " as the second factor is passed; do this only where no browser is shared.")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue(CONSENT_DEFAULT)
            .add()
            .build();

    private RelockBindSettings() {}
}
