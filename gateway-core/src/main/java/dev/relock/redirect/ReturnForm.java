package dev.relock.redirect;

import java.net.URI;
import java.util.Map;

/**
 * The form that a browser posts to the application.
 *
 * @param route exactly one of the two configured URLs
 * @param fields {@code X-Key-Transaction} and what goes with it
 */
public record ReturnForm(URI route, Map<String, String> fields) {
    public static final String TRANSACTION = "X-Key-Transaction";
    public static final String SIGNATURE = "X-Key-Transaction-Signature";
    public static final String RESULT = "X-Key-Transaction-Result";
}
