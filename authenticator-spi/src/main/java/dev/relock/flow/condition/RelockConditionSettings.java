package dev.relock.flow.condition;

import dev.relock.decision.TrustState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The settings of {@code relock-condition}, as the admin console shows them. */
final class RelockConditionSettings {
    static final String SKIP_STATES = "skipStates";

    private static final Set<TrustState> NEVER_SKIPPED =
            EnumSet.of(TrustState.UNPROVEN, TrustState.OFF, TrustState.SENSITIVE_CLIENT);

    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(SKIP_STATES)
            .label("Skip when the browser is")
            .helpText(
                    "The states of the browser, for the user who signs in, in which this sub-flow is left out. Usually"
                            + " only 'trusted': then everybody else is asked for the second factor. With nothing selected the"
                            + " sub-flow always runs. Without a valid, recent proof, and after any error, it always runs.")
            .type(ProviderConfigProperty.MULTIVALUED_LIST_TYPE)
            .options(Arrays.stream(TrustState.values())
                    .filter(RelockConditionSettings::isOffered)
                    .map(TrustState::id)
                    .toList())
            .defaultValue(TrustState.TRUSTED.id())
            .add()
            .build();

    private RelockConditionSettings() {}

    /**
     * Every error ends in the state {@code unproven}; to skip then would be to skip for everybody. Where all trust is off, or
     * the client wants none, somebody has said so.
     */
    static boolean isOffered(TrustState state) {
        return !NEVER_SKIPPED.contains(state);
    }
}
