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
            .label("relockSettingSkipStates")
            .helpText("relockSettingSkipStatesHelp")
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
