package dev.relock.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds the unambiguous byte strings that are hashed, signed and MACed: {@code lp(x)} of docs/protocol.md section 1. */
public final class Lp {
    private static final int MAX_LENGTH = 0xffff;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    private Lp() {}

    public static Lp start() {
        return new Lp();
    }

    /** Starts with {@code label ‖ 0x00}. */
    public static Lp labelled(String label) {
        return new Lp().raw(label.getBytes(StandardCharsets.UTF_8)).raw(new byte[1]);
    }

    /** Appends a length-prefixed string, in UTF-8. */
    public Lp add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends length-prefixed bytes. */
    public Lp add(byte[] bytes) {
        if (bytes.length > MAX_LENGTH) {
            throw new IllegalArgumentException("longer than 65535 bytes");
        }
        out.write(bytes.length >>> 8);
        out.write(bytes.length);
        return raw(bytes);
    }

    /** Appends bytes as they are. */
    public Lp raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Appends 8 bytes, big endian. */
    public Lp u64(long value) {
        return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
