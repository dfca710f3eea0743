package dev.relock.http;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file of the JAR that browsers load.
 *
 * @param etag strong entity tag, quoted
 */
record Asset(byte[] bytes, String type, String etag) {
    static final String SCRIPT = "text/javascript;charset=utf-8";
    static final String STYLES = "text/css;charset=utf-8";
    static final String REVALIDATED = "no-cache";

    /** Several files are one for the browser, in this order. */
    static Asset load(String type, String... paths) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String path : paths) {
            all.writeBytes(read(path));
        }
        byte[] bytes = all.toByteArray();
        String digest = Encoding.base64Url(Hash.sha256(bytes)).substring(0, 22);
        return new Asset(bytes, type, '"' + digest + '"');
    }

    static byte[] read(String path) {
        try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(path + " is missing from the JAR");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Revalidated each time. */
    Response answer(HttpHeaders request) {
        boolean unchanged = etag.equals(request.getHeaderString(HttpHeaders.IF_NONE_MATCH));
        return answer(unchanged ? Response.notModified() : Response.ok(bytes), REVALIDATED);
    }

    Response answer(Response.ResponseBuilder response, String caching) {
        return response.type(MediaType.valueOf(type))
                .header("ETag", etag)
                .header("Cache-Control", caching)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
