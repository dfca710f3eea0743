package dev.relock.option;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The {@linkplain ServerOption options} of this server, each within its range. */
public final class ServerOptions {
    private final Map<ServerOption, Long> values;

    private ServerOptions(Map<ServerOption, Long> values) {
        this.values = values;
    }

    /**
     * Reads them. A value that does not hold is no reason to guess another one.
     *
     * @throws IllegalStateException naming the argument, its value and its range
     */
    public static ServerOptions read(Config.Scope scope) {
        return of(scope::get);
    }

    /**
     * The same from anywhere else.
     *
     * @param values by {@link ServerOption#id}; null where none is given
     */
    public static ServerOptions of(UnaryOperator<String> values) {
        Map<ServerOption, Long> parsed = new EnumMap<>(ServerOption.class);
        for (ServerOption option : ServerOption.values()) {
            String given = values.apply(option.id());
            parsed.put(option, given == null || given.isBlank() ? option.byDefault() : parse(option, given.strip()));
        }
        return new ServerOptions(parsed);
    }

    private static long parse(ServerOption option, String given) {
        try {
            long value = Long.parseLong(given);
            if (value >= option.min() && value <= option.max()) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as it is for a number out of range.
        }
        throw new IllegalStateException("Relock: " + option.argument() + "=" + given + " must be a whole number of "
                + option.unit() + " from " + option.min() + " to " + option.max());
    }

    public long get(ServerOption option) {
        return values.get(option);
    }

    public int getInt(ServerOption option) {
        return Math.toIntExact(get(option));
    }

    /** For Keycloak's own listing of the options. */
    public static List<ProviderConfigProperty> metadata() {
        ProviderConfigurationBuilder builder = ProviderConfigurationBuilder.create();
        Arrays.stream(ServerOption.values())
                .forEach(option -> builder.property()
                        .name(option.id())
                        .helpText(option.help())
                        .type(ProviderConfigProperty.STRING_TYPE)
                        .defaultValue(option.byDefault())
                        .add());
        return builder.build();
    }
}
