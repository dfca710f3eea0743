package dev.relock.flow.device;

import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings of {@code relock-device}, as the admin console shows them. */
final class RelockDeviceSettings {
    static final String UNTRUSTED = "untrusted";

    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(UNTRUSTED)
            .label("relockSettingUntrusted")
            .helpText("relockSettingUntrustedHelp")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Untrusted.ids())
            .defaultValue(Untrusted.CONTINUE.id())
            .add()
            .build();

    private RelockDeviceSettings() {}
}
