package dev.relock.redirect;

import java.net.URI;

/**
 * Where browsers are sent back to, as the administrator has set it at the application's client. Nothing of it ever comes
 * from a request.
 *
 * @param audience the client id of the application
 * @param trusted gets the form of a browser that is trusted
 * @param fresh gets the form of every other
 */
public record ReturnRoutes(String audience, URI trusted, URI fresh) {
    /** The one of the two that fits. */
    public URI of(Outcome outcome) {
        return switch (outcome) {
            case TRUSTED -> trusted;
            case NEW -> fresh;
        };
    }
}
