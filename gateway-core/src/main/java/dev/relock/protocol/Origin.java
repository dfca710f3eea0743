package dev.relock.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A web origin in its ASCII serialisation (RFC 6454 section 6.2): scheme, host and, unless default, port.
 *
 * @param value for example {@code https://login.example.com}
 */
public record Origin(String value) {
    private static final int MAX_LENGTH = 300;
    private static final Pattern FORM = Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?");

    /** Reads what a browser sends as {@code Origin} or signs as its own. {@code null} and opaque origins are refused. */
    public static Origin parse(String text) throws MalformedException {
        if (text != null && text.length() <= MAX_LENGTH && FORM.matcher(text).matches()) {
            try {
                Optional<Origin> origin = of(new URI(text));
                if (origin.isPresent() && origin.get().value.equals(text)) {
                    return origin.get();
                }
            } catch (URISyntaxException e) {
                // Falls through to the one refusal.
            }
        }
        throw new MalformedException("origin is not a web origin");
    }

    /** The origin of a URL, if it has one of scheme {@code http} or {@code https}. */
    public static Optional<Origin> of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (host == null || !(scheme.equals("http") || scheme.equals("https"))) {
            return Optional.empty();
        }
        boolean defaultPort = url.getPort() == -1 || url.getPort() == (scheme.equals("http") ? 80 : 443);
        return Optional.of(
                new Origin(scheme + "://" + host.toLowerCase(Locale.ROOT) + (defaultPort ? "" : ":" + url.getPort())));
    }

    @Override
    public String toString() {
        return value;
    }
}
