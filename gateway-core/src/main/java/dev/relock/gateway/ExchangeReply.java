package dev.relock.gateway;

import java.util.Map;
import java.util.Optional;

/**
 * The gateway's answer to an exchange, ready to be sent.
 *
 * @param status HTTP status
 * @param body JSON members; {@code status_code} and {@code message} among them
 * @param cookies what the browser is to keep, on success
 */
public record ExchangeReply(int status, Map<String, Object> body, Optional<Cookies> cookies) {

    /** The same for a page that keeps none. */
    public ExchangeReply withoutCookies() {
        return new ExchangeReply(status, body, Optional.empty());
    }

    /**
     * Cookies of an accepted exchange.
     *
     * @param sealed value of {@code __Secure-RELOCK}
     * @param base its path
     * @param session value of {@code X-Key-Session}
     * @param keycloakOrigin whether the page is Keycloak's own
     */
    public record Cookies(String sealed, String base, String session, boolean keycloakOrigin) {}
}
