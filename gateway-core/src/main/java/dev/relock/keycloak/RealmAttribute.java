package dev.relock.keycloak;

/**
 * The realm attributes that Relock knows, all of them optional. The only list of them: {@link RealmSettings} reads their
 * values, and a test compares docs/configuration.md with it.
 */
public enum RealmAttribute {
    TRUST_LIFETIME(
            "trustLifetime",
            "seconds",
            30 * 86_400,
            60,
            3650 * 86_400,
            "How long a browser is trusted after the second factor was passed on it. Use does not prolong it."),
    TRUST_IDLE_LIFETIME(
            "trustIdleLifetime",
            "seconds",
            0,
            0,
            3650 * 86_400,
            "How long a trusted browser may go unused; 0 means as long as it is trusted. Use is written down at most"
                    + " once an hour, so give at least some hours."),
    DEVICE_CAP(
            "deviceCap",
            "browsers",
            10,
            1,
            100,
            "How many browsers a user may own. One more takes the place of a suspended one, else of one that was bound"
                    + " without a second factor, else of the one used longest ago."),
    EXPIRED_KEPT(
            "expiredKept",
            "seconds",
            90 * 86_400,
            0,
            3650 * 86_400,
            "How long a browser whose trust has run out stays in its owner's list. After that it is removed when the"
                    + " owner signs in on a trusted browser, or trusts one."),
    TRUST_LEVEL(
            "trustLevel",
            "level",
            1,
            0,
            100,
            "The highest level of authentication (LoA, behind acr) that trust may satisfy in place of a second factor."
                    + " When a request asks for a higher one, the second factor is asked for on trusted browsers too."),
    TRUST_REAUTHENTICATION(
            "trustReauthentication",
            "true, false",
            "false",
            "Whether trust is enough where a request demands that the user signs in again (prompt=login, max_age,"
                    + " ForceAuthn). Otherwise the second factor is asked for then."),
    ENABLED(
            "enabled",
            "true, false",
            "true",
            "false trusts no browser at all, at once: everybody is asked for the second factor. What is stored stays."),
    REPORT_ONLY(
            "reportOnly",
            "true, false",
            "false",
            "true decides and tells in the events, but acts as if no browser were trusted: to watch before it counts."),
    BIND_FACTORS(
            "bindFactors",
            "factors",
            "any",
            "Which second factors make a browser trusted: any, phishing-resistant (WebAuthn and passkeys), or a list of credential"
                    + " types, reference categories or executions by their provider id."),
    BIND_AFTER(
            "bindAfter",
            "factor, link, link-if-phishable",
            "factor",
            "What makes a browser trusted: a second factor that will do; beside it a mailed link that is opened in that very"
                    + " browser; or the link unless the factor resists phishing. Users without an address trust no browser where"
                    + " the link is due."),
    BIND_LINK_LIFETIME(
            "bindLinkLifetime", "seconds", 3600, 300, 86_400, "How long the mailed link of relock.bindAfter is good."),
    REMEMBER_ME(
            "rememberMe",
            "seconds",
            0,
            0,
            365 * 86_400,
            "How long after the last sign-in with more than the browser Relock remembered sign-in may do without; 0"
                    + " means never."),
    SAME_NETWORK(
            "sameNetwork",
            "true, false",
            "false",
            "Whether a browser that comes from another network than when it became trusted is asked for the second"
                    + " factor. The network is as much of the address as relock.networkPrefixIpv4 and -Ipv6 say, and is"
                    + " stored with the browser."),
    END_ON_PASSWORD(
            "endOnPassword",
            "reset, any, never",
            "reset",
            "Which new passwords end the trust in all browsers of the user: reset, those that the user did not choose"
                    + " while signed in; any; or never."),
    END_ON_FACTOR(
            "endOnFactor",
            "true, false",
            "true",
            "Whether trust ends when a second factor that the user had is removed or replaced."),
    END_ON_EMAIL("endOnEmail", "true, false", "false", "Whether trust ends when the user gets another e-mail address."),
    END_ON_SIGN_OUT(
            "endOnSignOut",
            "true, false",
            "false",
            "Whether trust ends when the user, or everybody in the realm, is signed out everywhere by an administrator"
                    + " (not-before)."),
    END_ON_DISABLED(
            "endOnDisabled",
            "true, false",
            "false",
            "Whether the browsers of a user who is disabled are removed, so that they are not trusted when the user is enabled"
                    + " again."),
    MINIMUM_AGENT(
            "minimumAgent",
            "version",
            "",
            "The oldest version of the browser agent, such as 1.2.3, that still gets keys, and so can prove anything; empty means"
                    + " any."),
    ROTATION_INTERVAL(
            "rotationInterval", "seconds", 300, 30, 3000, "After how long a page that is in view agrees on new keys."),
    ROTATION_TOKENS(
            "rotationTokens", "tokens", 1000, 10, 1_000_000, "After how many tokens a page agrees on new keys."),
    ROTATION_VIEW(
            "rotationView",
            "true, false",
            "false",
            "Whether a page also agrees on new keys when it tells that it shows another view."),
    IDLE("idle", "seconds", 900, 60, 900, "After how long without the user's doing a page lets go of its keys."),
    FORM_WAIT(
            "formWait",
            "milliseconds",
            0,
            0,
            5000,
            "How long a password form may be held back until its proof is ready; 0 means never."),
    ORIGINS(
            "origins",
            "origins",
            "",
            "Web origins that may use the gateway, beyond Keycloak's own and the web origins of the realm's clients."),
    ASSERTED_ORIGINS(
            "assertedOrigins",
            "origins",
            "",
            "Web origins whose word on who is signed in there is taken without proof. It counts for nothing at"
                    + " Keycloak's login."),
    WILDCARD(
            "wildcard",
            "text",
            "",
            "What every request must bring as X-Key-Wildcard, unless its Origin is Keycloak's own; empty means"
                    + " nothing."),
    TIME_TOLERANCE(
            "timeTolerance",
            "seconds",
            0,
            0,
            86_400,
            "How far X-Key-Time may be off where a request brings it; 0 means that it is not read."),
    NETWORK_PREFIX_IPV4(
            "networkPrefixIpv4",
            "bits",
            24,
            0,
            32,
            "How much of an IPv4 address names the network. A change of network is told to the page, and ends nothing,"
                    + " unless relock.sameNetwork looks at it."),
    NETWORK_PREFIX_IPV6("networkPrefixIpv6", "bits", 48, 0, 128, "The same of an IPv6 address."),
    BOUND_CLIENTS(
            "boundClients",
            "client ids",
            "",
            "Clients that take only tokens bound to a request: at confirm and auth, one that is good for any request"
                    + " is refused to their web origins."),
    ORIGINAL_REQUEST(
            "originalRequest",
            "true, false",
            "false",
            "Whether auth takes tokens bound to the original request, as the headers X-Original-Method and"
                    + " X-Original-URL, or X-Forwarded-Method, -Proto, -Host and -Uri, tell of it. Only where every way to"
                    + " auth is through a reverse proxy that sets them itself."),
    MAIL_TRUSTED("mailTrusted", "true, false", "true", "Whether users get a mail when a browser becomes trusted."),
    MAIL_SUSPENDED(
            "mailSuspended",
            "true, false",
            "true",
            "Whether users get a mail when a browser is no longer trusted because its data turned up twice."),
    MAIL_REMOVED(
            "mailRemoved",
            "true, false",
            "true",
            "Whether users get a mail when an administrator removes one of their browsers."),
    REMOVAL_LINK_LIFETIME(
            "removalLinkLifetime",
            "seconds",
            7 * 86_400,
            300,
            90 * 86_400,
            "How long the link in the mail of a newly trusted browser can remove it.");

    private final String id;
    private final String unit;
    private final String byDefault;
    private final int min;
    private final int max;
    private final String help;

    RealmAttribute(String name, String unit, int byDefault, int min, int max, String help) {
        this.id = "relock." + name;
        this.unit = unit;
        this.byDefault = Integer.toString(byDefault);
        this.min = min;
        this.max = max;
        this.help = help;
    }

    RealmAttribute(String name, String unit, String byDefault, String help) {
        this.id = "relock." + name;
        this.unit = unit;
        this.byDefault = byDefault;
        this.min = 0;
        this.max = 0;
        this.help = help;
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

    /** What it does, for administrators. */
    public String help() {
        return help;
    }
}
