package dev.relock.protocol;

/** Every purpose for which a key signs or MACs; no two share a label. */
public final class Labels {
    public static final String STEP = "relock/1 step";
    public static final String ENROL = "relock/1 enrol";
    public static final String CONFLICT = "relock/1 conflict";
    public static final String ANSWER = "relock/1 answer";
    public static final String CHALLENGE = "relock/1 challenge";
    public static final String ENDED = "relock/1 ended";
    public static final String SEAL = "relock/1 seal";
    public static final String TOKEN = "relock/1 token";
    public static final String SERVER_TOKEN = "relock/1 server-token";

    private Labels() {}
}
