package dev.relock.flow.condition;

import dev.relock.decision.TrustState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;

/** Reads the {@link RelockConditionSettings} of one execution. */
final class RelockConditionConfig {
    private final List<String> skipped;

    private RelockConditionConfig(List<String> skipped) {
        this.skipped = skipped;
    }

    /**
     * An execution without configuration has the default. One whose configuration names no state skips nothing: the
     * admin console drops a setting that was emptied.
     */
    static RelockConditionConfig of(AuthenticatorConfigModel model) {
        if (model == null) {
            return new RelockConditionConfig(List.of(TrustState.TRUSTED.id()));
        }
        Map<String, String> values = model.getConfig() == null ? Map.of() : model.getConfig();
        String states = values.getOrDefault(RelockConditionSettings.SKIP_STATES, "");
        return new RelockConditionConfig(Arrays.stream(states.split(Constants.CFG_DELIMITER, -1))
                .map(String::strip)
                .toList());
    }

    boolean skips(TrustState state) {
        return RelockConditionSettings.isOffered(state) && skipped.contains(state.id());
    }
}
