package dev.relock.testenv.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The sample code of Relock's documents, word for word in {@code samples/<document>/}. */
enum Sample {
    SCRIPT_TAG("frontend-integration", "script-tag.html"),
    FETCH("frontend-integration", "fetch.js"),
    KEY_ESTABLISHED("frontend-integration", "key-established.js"),
    REKEYING("frontend-integration", "rekeying.js"),
    VIEW_CHANGE("frontend-integration", "view-change.js"),
    FRONTEND_LOGIN("gateway-login", "frontend.js"),
    BACKEND_LOGIN("gateway-login", "backend.js");

    private final String document;
    private final String file;

    Sample(String document, String file) {
        this.document = document;
        this.file = file;
    }

    String text() {
        return resource("/samples/" + document + "/" + file);
    }

    /** A UTF-8 text on the class path. */
    static String resource(String path) {
        try (InputStream in = Sample.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
