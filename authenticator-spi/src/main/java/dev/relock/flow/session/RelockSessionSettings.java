package dev.relock.flow.session;

import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings of {@code relock-session}, as the admin console shows them. */
final class RelockSessionSettings {
    static final String COOKIE_CLIENTS = "cookieClients";

    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(COOKIE_CLIENTS)
            .label("relockSettingCookieClients")
            .helpText("relockSettingCookieClientsHelp")
            .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
            .defaultValue("")
            .add()
            .build();

    private RelockSessionSettings() {}
}
