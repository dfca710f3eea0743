package dev.relock.token;

import dev.relock.protocol.Hash;
import dev.relock.protocol.Lp;
import dev.relock.protocol.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a token is good for. A token made for one context is worthless in every other (docs/protocol.md section 8).
 *
 * @param type the type byte under the MAC
 * @param hash 32 bytes
 */
public record TokenContext(byte type, byte[] hash) {
    private static final int HASH_BYTES = 32;
    private static final TokenContext NONE = new TokenContext((byte) 0, new byte[HASH_BYTES]);

    /** Good for any request. */
    public static TokenContext none() {
        return NONE;
    }

    /**
     * Good for one HTTP request.
     *
     * @param url absolute, without fragment
     * @param bodyDigest the first 32 bytes of the body's SHA-512
     */
    public static TokenContext request(String method, String url, byte[] bodyDigest) {
        return of(1, Lp.start().add(method.toUpperCase(Locale.ROOT)).add(url).add(bodyDigest));
    }

    /** The digest of a body that {@link #request} takes. */
    public static byte[] bodyDigest(byte[] body) {
        return Arrays.copyOf(Hash.sha512(body), HASH_BYTES);
    }

    /** Good for the login form of one tab of one authentication session, as the server holds it. */
    public static TokenContext loginForm(String realm, String clientId, String tabId) {
        return of(2, parts(List.of("form", realm, clientId, tabId)));
    }

    /** Good for one showing of our own page in a login. */
    public static TokenContext loginPage(String challenge) {
        return of(2, parts(List.of("page", challenge)));
    }

    /** Good for ending one redirect of one application. */
    public static TokenContext redirect(String clientId, String transaction) {
        return of(2, parts(List.of("redirect", clientId, transaction)));
    }

    /** Good for binding a user to the device, on one showing of our own page. */
    public static TokenContext bindPage(String challenge) {
        return of(3, parts(List.of("page", challenge)));
    }

    /** Type and hash, 33 bytes, as one gateway names a context to another. */
    public byte[] bytes() {
        byte[] bytes = new byte[1 + HASH_BYTES];
        bytes[0] = type;
        System.arraycopy(hash, 0, bytes, 1, HASH_BYTES);
        return bytes;
    }

    /** Reads {@link #bytes}. */
    public static TokenContext parse(byte[] bytes) throws MalformedException {
        if (bytes.length != 1 + HASH_BYTES) {
            throw new MalformedException("context must have 33 bytes");
        }
        return new TokenContext(bytes[0], Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    /** Whether a token of this context is good for any request. */
    public boolean isNone() {
        return type == NONE.type && Arrays.equals(hash, NONE.hash);
    }

    private static Lp parts(List<String> parts) {
        Lp lp = Lp.start();
        parts.forEach(lp::add);
        return lp;
    }

    private static TokenContext of(int type, Lp hashed) {
        return new TokenContext((byte) type, Arrays.copyOf(Hash.sha512(hashed.bytes()), HASH_BYTES));
    }
}
