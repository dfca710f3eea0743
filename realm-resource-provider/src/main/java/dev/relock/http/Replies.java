package dev.relock.http;

import dev.relock.gateway.ExchangeReply;
import dev.relock.gateway.ExchangeReply.Cookies;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.StrictJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The forms that answers take: JSON with {@code status_code} and {@code message}, never cached. */
final class Replies {
    private static final String SEALED_COOKIE = "__Secure-RELOCK";
    /** As long as Keycloak keeps an owned device, seconds. */
    private static final int COOKIE_AGE = 60 * 86_400;

    private Replies() {}

    static Response json(int status, String message) {
        return json(status, message, Map.of());
    }

    static Response json(int status, String message, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status_code", status);
        body.put("message", message);
        body.putAll(more);
        return builder(status, body).build();
    }

    /**
     * The JSON of what stands in the way of an answer.
     *
     * @param malformed status for what is not of the documented form
     */
    static Guard.Form problems(int malformed) {
        return (problem, message) -> switch (problem) {
            case MALFORMED -> json(malformed, message);
            case TOO_LONG -> json(413, message);
            case UNAVAILABLE -> refusal(Refusal.UNAVAILABLE);
            case FAILED -> json(500, message);
        };
    }

    static Response refusal(Refusal refusal) {
        return json(refusal.status(), message(refusal));
    }

    static Response notThatClient() {
        return json(Response.Status.UNAUTHORIZED.getStatusCode(), "The client is not authenticated");
    }

    /** For {@code auth_request} and its like, which know only success, 401 and 403. */
    static Response challenge(Refusal refusal) {
        return Response.status(Response.Status.UNAUTHORIZED)
                .header("WWW-Authenticate", "Relock error=\"" + refusal.status() + " " + refusal.id() + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    static Response exchange(ExchangeReply reply) {
        ResponseBuilder response = builder(reply.status(), reply.body());
        reply.cookies().ifPresent(cookies -> response.cookie(sealed(cookies), session(cookies)));
        if (reply.status() == 429 || reply.status() == 503) {
            response.header("Retry-After", "30");
        }
        return response.build();
    }

    private static ResponseBuilder builder(int status, Map<String, Object> body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .entity(StrictJson.write(body));
    }

    /** Which of several secrets was wrong is not told: the status is all there is. */
    private static String message(Refusal refusal) {
        if (refusal == Refusal.UNBOUND) {
            return "This application takes only tokens that are bound to the request";
        }
        return switch (refusal.status()) {
            case 404 -> "Session not found";
            case 409 -> "Key version is not current; exchange keys and try again";
            case 410 -> "This device has ended";
            case 417 -> "Invalid signature";
            case 503 -> "The gateway cannot answer now";
            default -> "Missing or invalid token";
        };
    }

    private static NewCookie sealed(Cookies cookies) {
        return new NewCookie.Builder(SEALED_COOKIE)
                .value(cookies.sealed())
                .path(cookies.base())
                .maxAge(COOKIE_AGE)
                .httpOnly(true)
                .secure(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** Applications read it on any of their pages; on Keycloak's own origin it stays within the realm. */
    private static NewCookie session(Cookies cookies) {
        String realmPath = cookies.base().substring(0, cookies.base().length() - "relock/".length());
        return new NewCookie.Builder(DeviceProof.SESSION)
                .value(cookies.session())
                .path(cookies.keycloakOrigin() ? realmPath : "/")
                .maxAge(COOKIE_AGE)
                .secure(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
