package dev.relock.testenv.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An answer of the token endpoint. */
public record Tokens(JsonNode answer) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode idToken() {
        return claims("id_token");
    }

    public JsonNode accessToken() {
        return claims("access_token");
    }

    public String raw(String name) {
        if (!answer.has(name)) {
            throw new IllegalStateException("No " + name + " in " + answer);
        }
        return answer.get(name).asText();
    }

    /** The values of {@code amr}. */
    public List<String> amr() {
        List<String> values = new ArrayList<>();
        idToken().path("amr").forEach(value -> values.add(value.asText()));
        return values;
    }

    private JsonNode claims(String name) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(raw(name).split("\\.", -1)[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
