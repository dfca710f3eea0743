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
            .label("Untrusted browser")
            .helpText(
                    "What to do with a browser that is not trusted. 'continue': the login goes on, and a sub-flow with"
                            + " the condition 'Relock device' asks for the second factor. 'deny': the login ends with a page that"
                            + " says so. Behind the password, 'deny' lets in only browsers that are trusted for this very user;"
                            + " before it, when no user is named yet, browsers that somebody owns. In a flow that resets credentials it belongs"
                            + " behind 'Choose User', and denies in the same words whether or not there is such a user.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Untrusted.ids())
            .defaultValue(Untrusted.CONTINUE.id())
            .add()
            .build();

    private RelockDeviceSettings() {}
}
