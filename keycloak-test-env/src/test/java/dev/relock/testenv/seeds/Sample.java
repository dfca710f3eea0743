package dev.relock.testenv.seeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The sample code of Relock's documents, word for word in {@code seeds/<document>/}. */
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

    static List<Sample> of(String document) {
        return Arrays.stream(values())
                .filter(sample -> sample.document.equals(document))
                .toList();
    }

    /** Name of the document, without {@code .md}. */
    String document() {
        return document;
    }

    String text() {
        return resource("/seeds/" + document + "/" + file);
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
