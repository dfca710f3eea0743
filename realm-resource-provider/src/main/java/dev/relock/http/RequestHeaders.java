package dev.relock.http;

import dev.relock.gateway.RelockGateway;
import dev.relock.protocol.Hash;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.common.util.Time;

/** What a request says of itself in its header, beside the proof. */
final class RequestHeaders {
    /** Of an access token: by itself, or with a proof by the key that it is bound to. */
    private static final List<String> TOKEN_SCHEMES = List.of("Bearer ", "DPoP ");

    private final Supplier<RelockGateway> gateway;
    private final HttpHeaders headers;

    RequestHeaders(Supplier<RelockGateway> gateway, HttpHeaders headers) {
        this.gateway = gateway;
        this.headers = headers;
    }

    /** The {@code Origin} header; {@code null}, which forms and beacons of login pages send, counts as absent. */
    Optional<Origin> origin() throws MalformedException {
        String origin = headers.getHeaderString("Origin");
        return origin == null || origin.equals("null") ? Optional.empty() : Optional.of(Origin.parse(origin));
    }

    /** The access token that came along. */
    Optional<String> accessToken() {
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        return TOKEN_SCHEMES.stream()
                .filter(scheme ->
                        authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length()))
                .findFirst()
                .map(scheme -> authorization.substring(scheme.length()).strip());
    }

    /** Whether a request from a proxied origin shows the wildcard that the realm asks for. */
    boolean isWildcardRight(Optional<Origin> origin) {
        String expected = gateway.get().requestPolicy().wildcard();
        if (expected.isEmpty() || origin.filter(gateway.get()::isKeycloakOrigin).isPresent()) {
            return true;
        }
        String sent = headers.getHeaderString("X-Key-Wildcard");
        return sent != null
                && Hash.same(sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** The sender's clock is read only where a realm asks for it, and its absence is never held against anybody. */
    boolean isTimeRight() {
        int tolerance = gateway.get().requestPolicy().timeTolerance();
        String sent = headers.getHeaderString("X-Key-Time");
        if (tolerance == 0 || sent == null) {
            return true;
        }
        return sent.matches("[0-9]{1,12}") && Math.abs(Time.currentTimeSeconds() - Long.parseLong(sent)) <= tolerance;
    }
}
