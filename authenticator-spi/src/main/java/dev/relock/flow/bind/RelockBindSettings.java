package dev.relock.flow.bind;

import dev.relock.flow.execution.Seconds;
import dev.relock.gateway.BindAfter;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings of {@code relock-bind}, as the admin console shows them. */
final class RelockBindSettings {
    static final String CONSENT = "consent";
    static final boolean CONSENT_DEFAULT = true;
    static final String FACTORS = "factors";
    static final String AFTER = "after";
    static final String OF_THE_REALM = "realm";
    /** A value that is none takes the shortest time. */
    static final Seconds LIFETIME = new Seconds("lifetime", 60, 3650 * 86_400L, 60);

    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(CONSENT)
            .label("relockSettingConsent")
            .helpText("relockSettingConsentHelp")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue(CONSENT_DEFAULT)
            .add()
            .property()
            .name(FACTORS)
            .label("relockSettingFactors")
            .helpText("relockSettingFactorsHelp")
            .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
            .defaultValue("")
            .add()
            .property()
            .name(AFTER)
            .label("relockSettingAfter")
            .helpText("relockSettingAfterHelp")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Stream.concat(Stream.of(OF_THE_REALM), BindAfter.ids().stream())
                    .toList())
            .defaultValue(OF_THE_REALM)
            .add()
            .property()
            .name(LIFETIME.key())
            .label("relockSettingLifetime")
            .helpText("relockSettingLifetimeHelp")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue("")
            .add()
            .build();

    private RelockBindSettings() {}
}
