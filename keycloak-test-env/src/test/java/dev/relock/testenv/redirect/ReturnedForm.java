package dev.relock.testenv.redirect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The form that a page of the gateway posts to the application.
 *
 * @param action where to
 */
record ReturnedForm(String action, Map<String, String> fields) {
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    static ReturnedForm of(String page) {
        var action = ACTION.matcher(page);
        if (!action.find()) {
            throw new AssertionError("No form for an application: " + page);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        FIELD.matcher(page).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        return new ReturnedForm(action.group(1).replace("&amp;", "&"), fields);
    }

    String transaction() {
        return fields.get("X-Key-Transaction");
    }

    String signature() {
        return fields.get("X-Key-Transaction-Signature");
    }

    String result() {
        return fields.get("X-Key-Transaction-Result");
    }

    /** What the result says; not verified. */
    JsonNode claims() {
        return part(1);
    }

    JsonNode header() {
        return part(0);
    }

    private JsonNode part(int index) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(result().split("\\.", -1)[index]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReturnedForm with(String field, String value) {
        Map<String, String> bent = new LinkedHashMap<>(fields);
        bent.put(field, value);
        return new ReturnedForm(action, bent);
    }

    /** As a browser sends it. */
    String body() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
