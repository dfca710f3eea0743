package dev.relock.statement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.protocol.Ed25519Key;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Reads statements of another gateway. */
public final class SignedStatement {
    private static final int PARTS = 3;

    private SignedStatement() {}

    /**
     * The claims of a statement of this type.
     *
     * @param keys finds a key of the gateway by its {@code kid}
     * @throws MalformedException when it is another kind, or not signed by such a key
     */
    public static JsonNode verify(StatementType type, String jws, Function<String, Optional<Ed25519Key>> keys)
            throws MalformedException {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new MalformedException("statement has not three parts");
        }
        JsonNode header = StrictJson.object("header", Encoding.fromBase64Url("header", parts[0]));
        if (!type.typ().equals(StrictJson.string(header, "typ", 64))
                || !"EdDSA".equals(StrictJson.string(header, "alg", 16))) {
            throw new MalformedException("statement is of another kind");
        }
        Ed25519Key key = keys.apply(StrictJson.string(header, "kid", 128))
                .orElseThrow(() -> new MalformedException("statement is by an unknown key"));
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!key.verify(input, Encoding.fromBase64Url("signature", parts[2], Ed25519Key.SIGNATURE_BYTES))) {
            throw new MalformedException("statement has a wrong signature");
        }
        return StrictJson.object("claims", Encoding.fromBase64Url("claims", parts[1]));
    }
}
