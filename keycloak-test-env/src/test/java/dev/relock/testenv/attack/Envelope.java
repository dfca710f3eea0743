package dev.relock.testenv.attack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A message to the exchange, opened so that an attacker can bend it. */
final class Envelope {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> MEMBERS = new TypeReference<>() {};

    private Envelope() {}

    /** The message with its outer members bent; signature and MAC stay those of the original. */
    static byte[] bend(byte[] message, Consumer<Map<String, Object>> bend) {
        Map<String, Object> members = read(message);
        bend.accept(members);
        return write(members);
    }

    /** The members of the signed payload. */
    static Map<String, Object> payload(byte[] message) {
        return read(payloadBytes(message));
    }

    static byte[] payloadBytes(byte[] message) {
        return bytes(read(message).get("payload"));
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] bytes(Object base64Url) {
        return Base64.getUrlDecoder().decode((String) base64Url);
    }

    private static Map<String, Object> read(byte[] json) {
        try {
            return JSON.readValue(json, MEMBERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] write(Map<String, Object> members) {
        try {
            return JSON.writeValueAsBytes(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
