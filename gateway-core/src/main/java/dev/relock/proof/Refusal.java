package dev.relock.proof;

/**
 * Why a proof or a message was not accepted. The only list of reasons; each is mapped here to its HTTP status and its
 * name in events, and told to nobody in more detail than {@link #status()}.
 */
public enum Refusal {
    /** No proof came along. */
    MISSING(401, "missing"),
    /** Not of the documented form. */
    MALFORMED(401, "malformed"),
    /** The MAC does not verify: another context, tab, session, origin, realm, or forged. */
    MAC(401, "mac"),
    /** The token was used before, or is older than the replay window. */
    REPLAYED(401, "replayed"),
    /** The epoch is past its age, or too old for a login. */
    EXPIRED(401, "expired"),
    /** The request comes from an origin other than the epoch's, or one that the realm does not allow. */
    ORIGIN(401, "origin"),
    /** {@code X-Key-Wildcard} is not the realm's. */
    WILDCARD(401, "wildcard"),
    /** {@code X-Key-Time} is far off, in a realm that reads it. */
    TIME(401, "time"),
    /** The caller is not the user it speaks of. */
    USER(401, "user"),
    /** The realm demands a token that is bound to the request. */
    UNBOUND(401, "unbound"),
    /** The session is unknown. */
    SESSION_UNKNOWN(404, "session_unknown"),
    /** The session is known, the epoch is not: a new exchange is due. */
    EPOCH_UNKNOWN(409, "epoch_unknown"),
    /** The device has ended for good: collision, cleared, revoked. */
    ENDED(410, "ended"),
    /** The page key's signature does not verify. */
    SIGNATURE(417, "signature"),
    /** The store could not answer, or not safely; retry. */
    UNAVAILABLE(503, "unavailable");

    private final int status;
    private final String id;

    Refusal(int status, String id) {
        this.status = status;
        this.id = id;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Name in events and logs. */
    public String id() {
        return id;
    }
}
