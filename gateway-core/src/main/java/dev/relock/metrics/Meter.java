package dev.relock.metrics;

/** What is measured. The only list of meters; a test compares docs/metrics.md with it. */
public enum Meter {
    DECISION("relock.decision", "timer", "state", "Decisions whose browser this is, by outcome."),
    VERIFICATION(
            "relock.verification",
            "timer",
            "result",
            "Verifications of proofs, by result: proven, or the reason of the refusal."),
    EXCHANGE(
            "relock.exchange",
            "timer",
            "result",
            "Key agreements: enrolled, rotated, restarted, challenged, ended, collided, full, limited, refused,"
                    + " failed."),
    COLLISION("relock.collision", "counter", "", "Browsers whose data has turned up twice."),
    BINDING("relock.binding", "counter", "assurance", "Users who became owners of a browser, or renewed it."),
    CACHE("relock.cache.entries", "gauge", "cache", "Entries on this node: devices, visitors, epochs."),
    CONFIRMED(
            "relock.cache.confirmed",
            "gauge",
            "",
            "1 while this node may rely on the caches, 0 while it trusts no browser.");

    private final String id;
    private final String kind;
    private final String label;
    private final String meaning;

    Meter(String id, String kind, String label, String meaning) {
        this.id = id;
        this.kind = kind;
        this.label = label;
        this.meaning = meaning;
    }

    /** Its name in Micrometer. */
    public String id() {
        return id;
    }

    /** {@code timer}, {@code counter} or {@code gauge}. */
    public String kind() {
        return kind;
    }

    /** Its only label, empty for none. Its values are a fixed few; never a user, a device or a client. */
    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }
}
