package dev.relock.http;

import dev.relock.protocol.Encoding;
import dev.relock.protocol.MalformedException;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The request that a reverse proxy asks about, as it tells in headers: {@code X-Original-Method} and {@code X-Original-URL}
 * (ingress-nginx), else {@code X-Forwarded-Method}, {@code -Proto}, {@code -Host} and {@code -Uri} (Traefik). Only a realm
 * that trusts its proxy may believe them.
 */
final class OriginalRequest {
    private static final int MAX_METHOD = 20;
    private static final int MAX_URL = 4000;
    private static final int DIGEST_BYTES = 32;
    /** Their bodies mean nothing (RFC 9110 section 9.3), so nothing has to be known of them. */
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    /** What proxies of one kind set, and those of the other hand on as they came. */
    private static final List<String> ORIGINAL =
            List.of("X-Original-Method", "X-Original-URL", "X-Original-Body-Digest");

    private static final List<String> FORWARDED = List.of("X-Forwarded-Method", "X-Forwarded-Uri");

    private final HttpHeaders headers;

    OriginalRequest(HttpHeaders headers) {
        this.headers = headers;
    }

    /**
     * What a token may be bound to.
     *
     * @return empty where the proxy does not tell enough: method and URL, and {@code X-Original-Body-Digest} (hex) of a request
     *     that may have a body
     * @throws MalformedException when a header is given twice, or the request is told in both ways, as when a proxy adds to
     *     what a stranger has sent
     */
    Optional<TokenContext> context() throws MalformedException {
        if (isGiven(ORIGINAL) && isGiven(FORWARDED)) {
            throw new MalformedException("The original request is told in two ways");
        }
        Optional<String> method = header("X-Original-Method", MAX_METHOD);
        Optional<String> url = header("X-Original-URL", MAX_URL);
        if (method.isEmpty() || url.isEmpty()) {
            method = header("X-Forwarded-Method", MAX_METHOD);
            url = forwardedUrl();
        }
        Optional<byte[]> digest = method.isPresent() ? digest(method.get()) : Optional.empty();
        return url.isPresent() && digest.isPresent()
                ? Optional.of(TokenContext.request(method.get(), url.get(), digest.get()))
                : Optional.empty();
    }

    private boolean isGiven(List<String> names) {
        return names.stream().map(headers::getRequestHeader).anyMatch(values -> values != null && !values.isEmpty());
    }

    private Optional<String> forwardedUrl() throws MalformedException {
        Optional<String> scheme = header("X-Forwarded-Proto", MAX_METHOD);
        Optional<String> host = header("X-Forwarded-Host", MAX_URL);
        Optional<String> path = header("X-Forwarded-Uri", MAX_URL);
        return scheme.isPresent() && host.isPresent() && path.isPresent()
                ? Optional.of(scheme.get() + "://" + host.get() + path.get())
                : Optional.empty();
    }

    private Optional<byte[]> digest(String method) throws MalformedException {
        Optional<String> told = header("X-Original-Body-Digest", 2 * DIGEST_BYTES);
        if (told.isPresent()) {
            return Optional.of(Encoding.fromHex("X-Original-Body-Digest", told.get()));
        }
        return WITHOUT_BODY.contains(method.toUpperCase(Locale.ROOT))
                ? Optional.of(TokenContext.bodyDigest(new byte[0]))
                : Optional.empty();
    }

    private Optional<String> header(String name, int maxLength) throws MalformedException {
        List<String> values = headers.getRequestHeader(name);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1 || values.get(0).length() > maxLength) {
            throw new MalformedException(name + " is given twice, or too long");
        }
        return Optional.of(values.get(0));
    }
}
