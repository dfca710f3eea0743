package dev.relock.keycloak;

/**
 * The realm attributes that Relock knows, all of them optional. The only list of them: {@link RealmSettings} reads their
 * values. What each one does is told by the messages {@code relockPolicy…Help} of the theme; a test compares
 * docs/configuration.md with both.
 */
public enum RealmAttribute {
    TRUST_LIFETIME("trustLifetime", "seconds", 30 * 86_400, 60, 3650 * 86_400),
    TRUST_IDLE_LIFETIME("trustIdleLifetime", "seconds", 0, 0, 3650 * 86_400),
    DEVICE_CAP("deviceCap", "browsers", 10, 1, 100),
    EXPIRED_KEPT("expiredKept", "seconds", 90 * 86_400, 0, 3650 * 86_400),
    TRUST_LEVEL("trustLevel", "level", 1, 0, 100),
    TRUST_REAUTHENTICATION("trustReauthentication", "true, false", "false"),
    ENABLED("enabled", "true, false", "true"),
    REPORT_ONLY("reportOnly", "true, false", "false"),
    BIND_FACTORS("bindFactors", "factors", "any"),
    BIND_AFTER("bindAfter", "factor, link, link-if-phishable", "factor"),
    BIND_LINK_LIFETIME("bindLinkLifetime", "seconds", 3600, 300, 86_400),
    REMEMBER_ME("rememberMe", "seconds", 0, 0, 365 * 86_400),
    SAME_NETWORK("sameNetwork", "true, false", "false"),
    END_ON_PASSWORD("endOnPassword", "reset, any, never", "reset"),
    END_ON_FACTOR("endOnFactor", "true, false", "true"),
    END_ON_EMAIL("endOnEmail", "true, false", "false"),
    END_ON_SIGN_OUT("endOnSignOut", "true, false", "false"),
    END_ON_DISABLED("endOnDisabled", "true, false", "false"),
    MINIMUM_AGENT("minimumAgent", "version", ""),
    ROTATION_INTERVAL("rotationInterval", "seconds", 300, 30, 3000),
    ROTATION_TOKENS("rotationTokens", "tokens", 1000, 10, 1_000_000),
    ROTATION_VIEW("rotationView", "true, false", "false"),
    IDLE("idle", "seconds", 900, 60, 900),
    FORM_WAIT("formWait", "milliseconds", 0, 0, 5000),
    ORIGINS("origins", "origins", ""),
    ASSERTED_ORIGINS("assertedOrigins", "origins", ""),
    WILDCARD("wildcard", "text", ""),
    TIME_TOLERANCE("timeTolerance", "seconds", 0, 0, 86_400),
    NETWORK_PREFIX_IPV4("networkPrefixIpv4", "bits", 24, 0, 32),
    NETWORK_PREFIX_IPV6("networkPrefixIpv6", "bits", 48, 0, 128),
    BOUND_CLIENTS("boundClients", "client ids", ""),
    ORIGINAL_REQUEST("originalRequest", "true, false", "false"),
    REDIRECT_CLIENT("redirectClient", "client id", ""),
    MAIL_TRUSTED("mailTrusted", "true, false", "true"),
    MAIL_SUSPENDED("mailSuspended", "true, false", "true"),
    MAIL_REMOVED("mailRemoved", "true, false", "true"),
    REMOVAL_LINK_LIFETIME("removalLinkLifetime", "seconds", 7 * 86_400, 300, 90 * 86_400);

    private final String id;
    private final String unit;
    private final String byDefault;
    private final int min;
    private final int max;

    RealmAttribute(String name, String unit, int byDefault, int min, int max) {
        this.id = "relock." + name;
        this.unit = unit;
        this.byDefault = Integer.toString(byDefault);
        this.min = min;
        this.max = max;
    }

    RealmAttribute(String name, String unit, String byDefault) {
        this.id = "relock." + name;
        this.unit = unit;
        this.byDefault = byDefault;
        this.min = 0;
        this.max = 0;
    }

    /** Its name in the realm. */
    public String id() {
        return id;
    }

    /** What its value counts or holds. */
    public String unit() {
        return unit;
    }

    /** As it would be written in the realm. */
    public String byDefault() {
        return byDefault;
    }

    /** Whether it is a number from {@link #min()} to {@link #max()}. */
    public boolean isNumber() {
        return max > 0;
    }

    public int min() {
        return min;
    }

    public int max() {
        return max;
    }
}
