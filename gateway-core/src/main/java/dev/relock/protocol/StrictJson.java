package dev.relock.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads small JSON objects from strangers: bounded, without duplicate members, nothing behind the end. */
public final class StrictJson {
    private static final int MAX_DEPTH = 4;
    private static final long MAX_INTEGER = (1L << 53) - 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(20)
                            .maxStringLength(16_384)
                            .maxNameLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** The object that {@code bytes} hold in UTF-8. */
    public static JsonNode object(String name, byte[] bytes) throws MalformedException {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            // Falls through to the one refusal; the parser's message could quote the input.
        }
        throw new MalformedException(name + " is not a JSON object");
    }

    /** A string member of at most {@code maxLength} characters, which must be there. */
    public static String string(JsonNode object, String name, int maxLength) throws MalformedException {
        JsonNode node = object.get(name);
        if (node == null || !node.isTextual()) {
            throw new MalformedException(name + " is missing or not a string");
        }
        if (node.textValue().length() > maxLength) {
            throw new MalformedException(name + " is too long");
        }
        return node.textValue();
    }

    /** An integer member, 0 to 2^53 - 1, which must be there. */
    public static long integer(JsonNode object, String name) throws MalformedException {
        JsonNode node = object.get(name);
        if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new MalformedException(name + " is missing or not an integer");
        }
        if (node.longValue() < 0 || node.longValue() > MAX_INTEGER) {
            throw new MalformedException(name + " is out of range");
        }
        return node.longValue();
    }

    /** A boolean member; absent means false. */
    public static boolean flag(JsonNode object, String name) throws MalformedException {
        JsonNode node = object.get(name);
        if (node == null) {
            return false;
        }
        if (!node.isBoolean()) {
            throw new MalformedException(name + " is not a boolean");
        }
        return node.booleanValue();
    }

    /** The UTF-8 bytes of a value that Jackson can write. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads back what {@link #write} wrote. */
    public static <T> T read(byte[] bytes, Class<T> type) throws MalformedException {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            throw new MalformedException("not a " + type.getSimpleName());
        }
    }
}
