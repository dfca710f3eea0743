package dev.relock.statement;

/**
 * Every purpose for which the gateway key signs a JWS. The type is the first member of its header, so the signed bytes
 * begin with a fixed text of their own, as all do that this key signs for us.
 */
public enum StatementType {
    /** What came of a redirect; {@code X-Key-Transaction-Result}. */
    TRANSACTION("relock-transaction+jwt"),
    /** What came of a proof, told to another gateway. */
    CONFIRMATION("relock-confirmation+jwt");

    private final String typ;

    StatementType(String typ) {
        this.typ = typ;
    }

    /** {@code typ} of the header (RFC 8725 section 3.11). */
    public String typ() {
        return typ;
    }
}
