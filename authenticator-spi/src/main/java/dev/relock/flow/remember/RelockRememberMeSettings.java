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
            .label("Longest time since the last full sign-in")
            .helpText("In seconds, 0 to 31536000; 0 means never. In this flow it takes the place of the realm attribute"
                    + " relock.rememberMe, which holds where nothing is set here, and is 0 itself unless set.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue("")
            .add()
            .property()
            .name(CONFIRM)
            .label("Ask the user")
            .helpText(
                    "On: a page shows the user's name, and asks whether to go on or to sign in as somebody else. Off: the"
                            + " user is signed in without a word, also right after signing out.")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue(CONFIRM_DEFAULT)
            .add()
            .build();

    private RelockRememberMeSettings() {}
}
