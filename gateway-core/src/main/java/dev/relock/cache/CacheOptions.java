package dev.relock.cache;

import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The options of {@link RelockCaches}, as an operator gives them to {@code kc.sh}. */
public final class CacheOptions {
    static final String VISITORS_LIFESPAN = "visitorsLifespan";
    static final long VISITORS_LIFESPAN_DEFAULT = 86_400;
    static final String VISITORS_MAX_COUNT = "visitorsMaxCount";
    static final long VISITORS_MAX_COUNT_DEFAULT = 100_000;

    public static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(VISITORS_LIFESPAN)
            .helpText(
                    "How long a browser that nobody owns is remembered after its last key agreement, seconds, above 0.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue(VISITORS_LIFESPAN_DEFAULT)
            .add()
            .property()
            .name(VISITORS_MAX_COUNT)
            .helpText("How many browsers that nobody owns one node holds, above 0; further ones are answered 429.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue(VISITORS_MAX_COUNT_DEFAULT)
            .add()
            .build();

    private CacheOptions() {}
}
