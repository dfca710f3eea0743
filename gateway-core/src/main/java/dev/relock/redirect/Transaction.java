package dev.relock.redirect;

import dev.relock.protocol.MalformedException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an application names one redirect by: a UUID of its own making, good once.
 *
 * @param id any 16 bytes
 */
public record Transaction(UUID id) {
    private static final Pattern FORM = Pattern.compile(
            "(\\p{XDigit}{8})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{12})");
    private static final int WITHOUT_HYPHENS = 32;
    private static final int WITH_HYPHENS = 36;

    /** Reads a UUID, with all four hyphens or with none, in any case. */
    public static Transaction parse(String text) throws MalformedException {
        var form = FORM.matcher(text);
        if ((text.length() != WITHOUT_HYPHENS && text.length() != WITH_HYPHENS) || !form.matches()) {
            throw new MalformedException("transaction is not a UUID");
        }
        return new Transaction(UUID.fromString(form.replaceFirst("$1-$2-$3-$4-$5")));
    }

    /** The 16 raw bytes of the UUID (RFC 9562 section 4). */
    public byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** Lower case, with hyphens. */
    @Override
    public String toString() {
        return id.toString();
    }
}
