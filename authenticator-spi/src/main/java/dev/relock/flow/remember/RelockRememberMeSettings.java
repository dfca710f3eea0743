package dev.relock.flow.remember;

import dev.relock.flow.execution.Seconds;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings of {@code relock-remember-me}, as the admin console shows them. */
final class RelockRememberMeSettings {
    static final Seconds MAX_AGE = new Seconds("maxAge", 0, 365 * 86_400L, 0);
    static final String CONFIRM = "confirm";
    static final boolean CONFIRM_DEFAULT = true;

    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(MAX_AGE.key())
            .label("relockSettingMaxAge")
            .helpText("relockSettingMaxAgeHelp")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue("")
            .add()
            .property()
            .name(CONFIRM)
            .label("relockSettingConfirm")
            .helpText("relockSettingConfirmHelp")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue(CONFIRM_DEFAULT)
            .add()
            .build();

    private RelockRememberMeSettings() {}
}
