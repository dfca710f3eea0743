package dev.relock.benchmarks.memory;

import dev.relock.cache.RelockSchemaImpl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.infinispan.protostream.ProtobufUtil;
import org.infinispan.protostream.SerializationContext;

/** Makes copies of a cached value under other names, each as a node reads it that got it from another. */
final class Copies<V> {
    private static final SerializationContext CONTEXT = context();

    private final byte[] original;
    private final byte[] name;

    /** @param name occurs in the value, in ASCII, and is replaced by others of its length */
    Copies(V original, String name) {
        this.original = bytes(original);
        this.name = name.getBytes(StandardCharsets.US_ASCII);
    }

    private static SerializationContext context() {
        SerializationContext context = ProtobufUtil.newSerializationContext();
        RelockSchemaImpl schema = new RelockSchemaImpl();
        schema.register(context);
        schema.registerMarshallers(context);
        return context;
    }

    /** A value as it travels between nodes. */
    static byte[] bytes(Object value) {
        try {
            return ProtobufUtil.toWrappedByteArray(CONTEXT, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    V named(String other) {
        byte[] replacement = other.getBytes(StandardCharsets.US_ASCII);
        if (replacement.length != name.length) {
            throw new IllegalArgumentException(other + " has another length");
        }
        byte[] copy = original.clone();
        for (int at = 0; at + name.length <= copy.length; at++) {
            if (isAt(copy, at)) {
                System.arraycopy(replacement, 0, copy, at, replacement.length);
            }
        }
        try {
            return ProtobufUtil.fromWrappedByteArray(CONTEXT, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isAt(byte[] bytes, int at) {
        for (int i = 0; i < name.length; i++) {
            if (bytes[at + i] != name[i]) {
                return false;
            }
        }
        return true;
    }
}
