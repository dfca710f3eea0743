package dev.relock.cache;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A protobuf message as what it is on the wire: numbered fields in their order. For what no schema of ours would write. */
final class Wire {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    /** The value is without tag and length. */
    private record Field(int number, int type, byte[] value) {}

    private final List<Field> fields = new ArrayList<>();

    private Wire() {}

    static Wire of(byte[] message) {
        Wire wire = new Wire();
        ByteBuffer in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            int type = tag & 7;
            int start = in.position();
            switch (type) {
                case VARINT -> varint(in);
                case FIXED_64 -> in.position(start + Long.BYTES);
                case FIXED_32 -> in.position(start + Integer.BYTES);
                case LENGTH_DELIMITED -> {
                    int length = (int) varint(in);
                    start = in.position();
                    in.position(start + length);
                }
                default -> throw new IllegalArgumentException("wire type " + type);
            }
            wire.fields.add(new Field(tag >>> 3, type, Arrays.copyOfRange(message, start, in.position())));
        }
        return wire;
    }

    Set<Integer> numbers() {
        return fields.stream().map(Field::number).collect(Collectors.toSet());
    }

    /** Without all other fields. */
    Wire keeping(Set<Integer> numbers) {
        fields.removeIf(field -> !numbers.contains(field.number()));
        return this;
    }

    /** Changes each message in the field of this number. */
    Wire change(int number, UnaryOperator<byte[]> change) {
        fields.replaceAll(field ->
                field.number() == number ? new Field(number, field.type(), change.apply(field.value())) : field);
        return this;
    }

    /** One more field with text. */
    Wire adding(int number, byte[] text) {
        fields.add(new Field(number, LENGTH_DELIMITED, text));
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            writeVarint(out, ((long) field.number() << 3) | field.type());
            if (field.type() == LENGTH_DELIMITED) {
                writeVarint(out, field.value().length);
            }
            out.writeBytes(field.value());
        }
        return out.toByteArray();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static void writeVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
