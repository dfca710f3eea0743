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
            .label("Clients that may use the cookie silently")
            .helpText(
                    "Ids of clients whose silent sign-in (prompt=none) goes by the cookie alone. No page can be shown then, so"
                            + " no browser can prove itself: whoever has a copy of the cookie gets tokens of these clients. All"
                            + " other clients are told login_required.")
            .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
            .defaultValue("")
            .add()
            .build();

    private RelockSessionSettings() {}
}
