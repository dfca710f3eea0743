package dev.relock.protocol;

import java.util.Base64;
import java.util.HexFormat;

/** The two text forms of bytes: hexadecimal in proof fields, base64url without padding in messages. */
public final class Encoding {
    private static final HexFormat HEX = HexFormat.of();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Encoding() {}

    public static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** Reads lower- or upper-case hexadecimal. */
    public static byte[] fromHex(String name, String text) throws MalformedException {
        try {
            return HEX.parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(name + " is not hexadecimal");
        }
    }

    public static String base64Url(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** Reads canonical base64url: no padding, no other alphabet, unused bits zero. */
    public static byte[] fromBase64Url(String name, String text) throws MalformedException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (base64Url(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the one refusal.
        }
        throw new MalformedException(name + " is not canonical base64url");
    }

    /** As {@link #fromBase64Url(String, String)}, of exactly {@code length} bytes. */
    public static byte[] fromBase64Url(String name, String text, int length) throws MalformedException {
        byte[] bytes = fromBase64Url(name, text);
        if (bytes.length != length) {
            throw new MalformedException(name + " must have " + length + " bytes");
        }
        return bytes;
    }
}
