package dev.relock.flow.execution;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;

/**
 * The settings of one execution, read as what they are.
 *
 * @param values as stored; absent or blank means not set
 */
public record ExecutionConfig(Map<String, String> values) {
    private static final Logger LOG = Logger.getLogger("relock");

    public static ExecutionConfig of(AuthenticationFlowContext context) {
        return of(context.getAuthenticatorConfig());
    }

    /**
     * Reads what was stored.
     *
     * @param model null where nothing was ever configured
     */
    public static ExecutionConfig of(AuthenticatorConfigModel model) {
        return new ExecutionConfig(model == null || model.getConfig() == null ? Map.of() : model.getConfig());
    }

    /** The parts of a multi-valued setting, none of them blank. */
    public List<String> list(String key) {
        return Arrays.stream(Constants.CFG_DELIMITER_PATTERN.split(values.getOrDefault(key, ""), -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** A flag that only a plain {@code false} takes down. */
    public boolean unlessFalse(String key) {
        return !"false".equals(values.get(key));
    }

    /** A number of seconds, empty when not set. The log tells of a value that is no such number. */
    public OptionalLong seconds(Seconds setting) {
        String value = values.getOrDefault(setting.key(), "").strip();
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (setting.takes(value)) {
            return OptionalLong.of(Long.parseLong(value));
        }
        LOG.warnf(
                "The setting %s of an execution must be a number from %d to %d; %d is used",
                setting.key(), setting.min(), setting.max(), setting.otherwise());
        return OptionalLong.of(setting.otherwise());
    }
}
