package dev.relock.option;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The options of the server, as an operator gives them to {@code kc.sh}; all of them are whole numbers. The only list of them:
 * {@link ServerOptions} reads their values, and a test compares docs/configuration.md with it.
 */
public enum ServerOption {
    DEVICES_LIFESPAN(
            "devicesLifespan",
            "seconds",
            TimeUnit.DAYS.toSeconds(60),
            TimeUnit.DAYS.toSeconds(1),
            TimeUnit.DAYS.toSeconds(365),
            "How long the caches remember a browser that somebody owns after its last key agreement. One that comes"
                    + " later brings its state back by itself."),
    VISITORS_LIFESPAN(
            "visitorsLifespan",
            "seconds",
            TimeUnit.DAYS.toSeconds(1),
            600,
            TimeUnit.DAYS.toSeconds(365),
            "How long a browser that nobody owns is remembered after its last key agreement."),
    VISITORS_MAX_COUNT(
            "visitorsMaxCount",
            "browsers",
            100_000,
            1,
            100_000_000,
            "How many browsers that nobody owns one node holds; with remote caches, how many there are in all. Further"
                    + " ones are answered 429; none is forgotten for their sake."),
    EPOCHS_MAX_COUNT(
            "epochsMaxCount",
            "pages",
            300_000,
            1,
            100_000_000,
            "How many open pages one node holds, or with remote caches, how many there are in all, from which on those"
                    + " of browsers that nobody owns are answered 429. Those of owned browsers are always let in."),
    CACHE_OWNERS(
            "cacheOwners",
            "copies",
            2,
            2,
            8,
            "How many nodes hold a copy of each entry. One less may crash at the same time without the loss of an"
                    + " entry."),
    CACHE_TIMEOUT(
            "cacheTimeout",
            "milliseconds",
            4000,
            500,
            60_000,
            "How long another node may take to answer. Until it is known to be gone, each request that needs it waits"
                    + " this long."),
    TABS_PER_DEVICE(
            "tabsPerDevice",
            "tabs",
            32,
            4,
            256,
            "How many pages of one browser and origin can have keys at the same time. One more takes the place of the"
                    + " oldest, which agrees on new keys when it is used again."),
    OWNERS_PER_DEVICE(
            "ownersPerDevice",
            "users",
            8,
            1,
            8,
            "How many users can own one browser. One more is not bound, with the event device_not_bound; nobody is"
                    + " forgotten for the sake of another."),
    ENROLMENTS_PER_ADDRESS(
            "enrolmentsPerAddress",
            "browsers",
            300,
            1,
            10_000_000,
            "How many new browsers one node takes from one address within ten minutes. Further ones are answered 429."),
    ENROLMENTS_IN_TOTAL(
            "enrolmentsInTotal",
            "browsers",
            20_000,
            1,
            100_000_000,
            "How many new browsers one node takes from all addresses within ten minutes. Further ones are answered"
                    + " 429.");

    private final String id;
    private final String unit;
    private final long byDefault;
    private final long min;
    private final long max;
    private final String help;

    ServerOption(String id, String unit, long byDefault, long min, long max, String help) {
        this.id = id;
        this.unit = unit;
        this.byDefault = byDefault;
        this.min = min;
        this.max = max;
        this.help = help;
    }

    /** Its name in Keycloak's configuration. */
    public String id() {
        return id;
    }

    /** As an argument of {@code kc.sh}. */
    public String argument() {
        return "--spi-relock--keycloak--" + id.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    public String unit() {
        return unit;
    }

    public long byDefault() {
        return byDefault;
    }

    public long min() {
        return min;
    }

    public long max() {
        return max;
    }

    /** What it does, for operators. */
    public String help() {
        return help;
    }
}
