package dev.relock.proof;

import dev.relock.protocol.DeviceId;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.token.Token;
import java.util.HexFormat;

/**
 * A token, its signature and the session it names, in their documented form; nothing is verified yet.
 *
 * @param token the one-time token
 * @param signature Ed25519 by the page key, 64 bytes
 * @param session {@code X-Key-Session}, lower-case hex of 48 bytes
 */
public record DeviceProof(Token token, byte[] signature, String session) {
    public static final String TOKEN = "X-Key-Token";
    public static final String SIGNATURE = "X-Key-Signature";
    public static final String SESSION = "X-Key-Session";

    private static final int SIGNATURE_BYTES = 64;
    private static final int SESSION_BYTES = 48;
    private static final int THUMBPRINT_BYTES = 32;

    /** Reads the three proof fields, each in hexadecimal. */
    public static DeviceProof parse(String token, String signature, String session) throws MalformedException {
        return new DeviceProof(
                Token.parse(bounded(TOKEN, token, Token.MAX_BYTES)),
                exactly(SIGNATURE, signature, SIGNATURE_BYTES),
                Encoding.hex(exactly(SESSION, session, SESSION_BYTES)));
    }

    /** The device that the session names, by the thumbprint it begins with. */
    public DeviceId deviceId() {
        return DeviceId.ofThumbprint(HexFormat.of().parseHex(session, 0, 2 * THUMBPRINT_BYTES));
    }

    private static byte[] exactly(String name, String hex, int bytes) throws MalformedException {
        byte[] value = bounded(name, hex, bytes);
        if (value.length != bytes) {
            throw new MalformedException(name + " must have " + bytes + " bytes");
        }
        return value;
    }

    private static byte[] bounded(String name, String hex, int maxBytes) throws MalformedException {
        if (hex == null || hex.isEmpty()) {
            throw new MalformedException(name + " is missing");
        }
        if (hex.length() > 2 * maxBytes) {
            throw new MalformedException(name + " is too long");
        }
        return Encoding.fromHex(name, hex);
    }
}
