package dev.relock.token;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A one-time token in its parts: epoch id (8 bytes), counter (4), random (4 or more), MAC (16). See docs/protocol.md
 * section 8.
 */
public final class Token {
    public static final int MIN_BYTES = 32;
    public static final int MAX_BYTES = 256;

    static final int MAC_BYTES = 16;
    private static final int EPOCH_BYTES = 8;

    private final byte[] bytes;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads the shape of a token; nothing is verified. */
    public static Token parse(byte[] bytes) throws MalformedException {
        if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
            throw new MalformedException("token must have 32 to 256 bytes");
        }
        Token token = new Token(bytes.clone());
        if (token.counter() <= 0) {
            throw new MalformedException("token counter is out of range");
        }
        return token;
    }

    /** Names the epoch, hexadecimal. */
    public String epochId() {
        return Encoding.hex(Arrays.copyOf(bytes, EPOCH_BYTES));
    }

    /** 1 to 2^31 - 1. */
    public int counter() {
        return ByteBuffer.wrap(bytes).getInt(EPOCH_BYTES);
    }

    public byte[] head() {
        return Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
    }

    public byte[] mac() {
        return Arrays.copyOfRange(bytes, bytes.length - MAC_BYTES, bytes.length);
    }

    /** The whole token, which is what the page key signs. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
