package dev.relock.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.relock.decision.DeviceEvidence;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.Verification;
import dev.relock.gateway.Verification.Proven;
import dev.relock.gateway.Verification.Refused;
import dev.relock.http.ProofFields.Found;
import dev.relock.http.ProofFields.Place;
import dev.relock.http.RelockResource.Accepted;
import dev.relock.proof.Refusal;
import dev.relock.protocol.Encoding;
import dev.relock.protocol.Hash;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.protocol.StrictJson;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.common.util.Time;
import org.keycloak.http.HttpRequest;

/** The way of every request that carries a proof: find it, verify it, then answer. */
final class ProofRequests {
    private static final String BEARER = "Bearer ";
    private static final int BODY_DIGEST_BYTES = 32;

    private final RelockGateway gateway;
    private final HttpRequest request;
    private final HttpHeaders headers;

    ProofRequests(RelockGateway gateway, HttpRequest request) {
        this.gateway = gateway;
        this.request = request;
        this.headers = request.getHttpHeaders();
    }

    /**
     * A request whose proof was good.
     *
     * @param place where the proof was
     */
    record Request(Body body, Place place) {}

    /**
     * Answers a request that must carry a proof.
     *
     * @param context what the token must be good for; null means what the body says of method, URL and body digest
     */
    Response withProof(InputStream in, TokenContext context, Accepted accepted) throws IOException {
        try {
            Body body = Body.read(in, request);
            ProofFields fields =
                    ProofFields.of(headers).json(body.json()).form(body.form()).cookies(headers);
            Optional<Found> found = fields.find();
            if (found.isEmpty()) {
                return Replies.refusal(Refusal.MISSING);
            }
            Verification verification = verify(found.get(), context == null ? stated(body.json()) : context);
            if (verification instanceof Refused refused) {
                return Replies.refusal(refused.refusal());
            }
            return accepted.answer(
                    ((Proven) verification).evidence(),
                    new Request(body, found.get().place()));
        } catch (MalformedException e) {
            return Replies.json(Refusal.MALFORMED.status(), e.getMessage());
        } catch (Body.TooLongException e) {
            return Replies.json(413, "The body is too long");
        }
    }

    /** Answers a request without a body, for reverse proxies. */
    Response withCookieProof(Function<DeviceEvidence, Response> accepted) {
        try {
            Optional<Found> found = ProofFields.of(headers).cookies(headers).find();
            if (found.isEmpty()) {
                return Replies.challenge(Refusal.MISSING);
            }
            Verification verification = verify(found.get(), TokenContext.none());
            return verification instanceof Proven proven
                    ? accepted.apply(proven.evidence())
                    : Replies.challenge(((Refused) verification).refusal());
        } catch (MalformedException e) {
            return Replies.challenge(Refusal.MALFORMED);
        }
    }

    /** Acts on a good proof and ignores everything else. */
    void quietly(InputStream in, Consumer<DeviceEvidence> action) throws IOException {
        try {
            Body body = Body.read(in, request);
            ProofFields fields = ProofFields.of(headers).json(body.json()).form(body.form());
            Optional<Found> found = fields.find();
            if (found.isPresent()) {
                verify(found.get(), TokenContext.none()).proven().ifPresent(action);
            }
        } catch (MalformedException | Body.TooLongException e) {
            // What is not a proof changes nothing here, as documented.
        }
    }

    /** The {@code Origin} header; {@code null}, which forms and beacons of login pages send, counts as absent. */
    Optional<Origin> origin() throws MalformedException {
        String origin = headers.getHeaderString("Origin");
        return origin == null || origin.equals("null") ? Optional.empty() : Optional.of(Origin.parse(origin));
    }

    Optional<String> bearer() {
        String authorization = headers.getHeaderString(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Whether a request from a proxied origin shows the wildcard that the realm asks for. */
    boolean isWildcardRight(Optional<Origin> origin) {
        String expected = gateway.requestPolicy().wildcard();
        if (expected.isEmpty() || origin.filter(gateway::isKeycloakOrigin).isPresent()) {
            return true;
        }
        String sent = headers.getHeaderString("X-Key-Wildcard");
        return sent != null
                && Hash.same(sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private Verification verify(Found found, TokenContext context) throws MalformedException {
        Optional<Origin> origin = origin();
        if (!isWildcardRight(origin)) {
            return new Refused(Refusal.WILDCARD);
        }
        return isTimeRight() ? gateway.verify(found.proof(), context, origin) : new Refused(Refusal.TIME);
    }

    /** The sender's clock is read only where a realm asks for it, and its absence is never held against anybody. */
    private boolean isTimeRight() {
        int tolerance = gateway.requestPolicy().timeTolerance();
        String sent = headers.getHeaderString("X-Key-Time");
        if (tolerance == 0 || sent == null) {
            return true;
        }
        return sent.matches("[0-9]{1,12}") && Math.abs(Time.currentTimeSeconds() - Long.parseLong(sent)) <= tolerance;
    }

    /** The request that the caller of {@code confirm} asks about: {@code method}, {@code url}, {@code body_digest}. */
    private static TokenContext stated(JsonNode json) throws MalformedException {
        if (!json.has("method") && !json.has("url") && !json.has("body_digest")) {
            return TokenContext.none();
        }
        byte[] digest = json.has("body_digest")
                ? Encoding.fromHex("body_digest", StrictJson.string(json, "body_digest", 2 * BODY_DIGEST_BYTES))
                : TokenContext.bodyDigest(new byte[0]);
        return TokenContext.request(
                StrictJson.string(json, "method", 20), StrictJson.string(json, "url", 4000), digest);
    }
}
