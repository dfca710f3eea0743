package dev.relock.keycloak;

import dev.relock.redirect.ReturnRoutes;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;

/** Reads where a client wants browsers back. What is not a plain URL counts as absent and is logged. */
public final class ClientRoutes {
    /** Client attribute: the URL that gets the form of a trusted browser. */
    public static final String TRUSTED = "relock.redirectTrusted";
    /** Client attribute: the URL that gets the form of every other. */
    public static final String NEW = "relock.redirectNew";

    private static final Logger LOG = Logger.getLogger("relock");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ClientRoutes() {}

    static Optional<ReturnRoutes> of(ClientModel client) {
        Optional<URI> trusted = route(client, TRUSTED);
        Optional<URI> fresh = route(client, NEW);
        return trusted.isPresent() && fresh.isPresent()
                ? Optional.of(new ReturnRoutes(client.getClientId(), trusted.get(), fresh.get()))
                : Optional.empty();
    }

    private static Optional<URI> route(ClientModel client, String attribute) {
        String value = client.getAttribute(attribute);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            URI route = URI.create(value.strip());
            if (isPlain(route)) {
                return Optional.of(route);
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the one complaint.
        }
        LOG.warnf(
                "Client %s: attribute %s must be an https URL without fragment; it is ignored",
                client.getClientId(), attribute);
        return Optional.empty();
    }

    private static boolean isPlain(URI route) {
        boolean safe = "https".equals(route.getScheme())
                || ("http".equals(route.getScheme()) && LOOPBACK.contains(route.getHost()));
        return safe && route.getHost() != null && route.getRawUserInfo() == null && route.getRawFragment() == null;
    }
}
