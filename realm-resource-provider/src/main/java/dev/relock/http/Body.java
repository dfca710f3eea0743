package dev.relock.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.StrictJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.keycloak.http.HttpRequest;

/**
 * A request body, read to its limit and no further: JSON, a form, or nothing.
 *
 * @param json the JSON object, empty when the body is none
 * @param form the form fields, empty when the body is none
 * @param isJson whether the body is JSON
 * @param bytes as they came; empty for a form, which Keycloak has read by then
 */
record Body(JsonNode json, MultivaluedMap<String, String> form, boolean isJson, Optional<byte[]> bytes) {
    private static final int MAX_BYTES = 8192;

    /** The body is longer than this gateway reads. */
    static final class TooLongException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads the body of a request.
     *
     * @param in the body; empty when it is a form, which Keycloak has read by then
     */
    static Body read(InputStream in, HttpRequest request) throws IOException, MalformedException, TooLongException {
        MediaType type = request.getHttpHeaders().getMediaType();
        if (isA(type, MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
            return new Body(empty(), form(request), false, Optional.empty());
        }
        byte[] bytes = bytes(in);
        MultivaluedMap<String, String> none = new MultivaluedHashMap<>();
        if (bytes.length > 0 && isA(type, MediaType.APPLICATION_JSON_TYPE)) {
            return new Body(StrictJson.object("body", bytes), none, true, Optional.of(bytes));
        }
        return new Body(empty(), none, isA(type, MediaType.APPLICATION_JSON_TYPE), Optional.of(bytes));
    }

    static byte[] bytes(InputStream in) throws IOException, TooLongException {
        if (in == null) {
            return new byte[0];
        }
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new TooLongException();
        }
        return bytes;
    }

    boolean has(String name) {
        return json.has(name) || form.containsKey(name);
    }

    /** A string member that must be there. */
    String required(String name, int maxLength) throws MalformedException {
        String value = text(name, maxLength);
        if (value.isEmpty()) {
            throw new MalformedException(name + " is missing");
        }
        return value;
    }

    /** A string member, empty when absent. */
    String text(String name, int maxLength) throws MalformedException {
        if (json.hasNonNull(name)) {
            return StrictJson.string(json, name, maxLength);
        }
        String value = form.getFirst(name);
        if (value != null && value.length() > maxLength) {
            throw new MalformedException(name + " is too long");
        }
        return value == null ? "" : value;
    }

    private static JsonNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static boolean isA(MediaType type, MediaType expected) {
        return type != null
                && type.getType().equalsIgnoreCase(expected.getType())
                && type.getSubtype().equalsIgnoreCase(expected.getSubtype());
    }

    private static MultivaluedMap<String, String> form(HttpRequest request) throws TooLongException {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putAll(request.getDecodedFormParameters());
        long length = form.entrySet().stream()
                .mapToLong(field -> field.getKey().length()
                        + field.getValue().stream().mapToLong(String::length).sum())
                .sum();
        if (length > MAX_BYTES) {
            throw new TooLongException();
        }
        return form;
    }
}
