package dev.relock.http;

import dev.relock.decision.DeviceEvidence;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.TokenUse;
import dev.relock.gateway.TokenUse.GatewayRequest;
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
import dev.relock.store.StoreUnavailableException;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.keycloak.common.util.Time;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;

/** The way of every request that carries a proof: find it, verify it, then answer. */
final class ProofRequests {
    /** Of an access token: by itself, or with a proof by the key that it is bound to. */
    private static final List<String> TOKEN_SCHEMES = List.of("Bearer ", "DPoP ");

    private static final int BODY_DIGEST_BYTES = 32;
    private static final int MAX_METHOD = 20;
    private static final int MAX_URL = 4000;

    private final RelockGateway gateway;
    private final HttpRequest request;
    private final HttpHeaders headers;
    private final Runnable undo;

    /** @param undo takes back what the request has written to the database */
    ProofRequests(RelockGateway gateway, HttpRequest request, Runnable undo) {
        this.gateway = gateway;
        this.request = request;
        this.headers = request.getHttpHeaders();
        this.undo = undo;
    }

    /**
     * A request whose proof was good.
     *
     * @param place where the proof was
     * @param client the confidential client that asks, if one has authenticated
     */
    record Request(Body body, Place place, Optional<ClientModel> client) {}

    /** Who authenticates as a client of the realm. */
    interface Clients {
        Optional<ClientModel> asking(Body body) throws AskingClient.NotAuthenticatedException;

        /** At endpoints that answer everybody alike. */
        static Optional<ClientModel> none(Body body) {
            return Optional.empty();
        }
    }

    /** What the token of a request may have been made for. */
    private interface Use {
        TokenUse of(Body body) throws MalformedException;
    }

    /** Answers a request that must carry a proof, to this endpoint. */
    Response withProof(InputStream in, String endpoint, Accepted accepted) throws IOException {
        return withProof(in, body -> TokenUse.ofGateway(own(endpoint, body)), Clients::none, accepted);
    }

    /**
     * Answers a question about a proof: for the request that the body states by method, URL and body digest, if it does. A
     * client that authenticates learns only of devices of its own web origins.
     */
    Response withStatedProof(InputStream in, String endpoint, Clients clients, Accepted accepted) throws IOException {
        return withProof(
                in,
                body -> {
                    Optional<TokenContext> stated = stated(body);
                    return stated.isPresent() ? TokenUse.stated(stated.get()) : TokenUse.unstated(own(endpoint, body));
                },
                clients,
                accepted);
    }

    private Response withProof(InputStream in, Use use, Clients clients, Accepted accepted) throws IOException {
        try {
            Body body = Body.read(in, request);
            ProofFields fields =
                    ProofFields.of(headers).json(body.json()).form(body.form()).cookies(headers);
            Optional<Found> found = fields.find();
            if (found.isEmpty()) {
                return Replies.refusal(Refusal.MISSING);
            }
            Optional<ClientModel> client = clients.asking(body);
            Verification verification = verify(found.get(), use.of(body).askedBy(client));
            if (verification instanceof Refused refused) {
                return Replies.refusal(refused.refusal());
            }
            return accepted.answer(
                    ((Proven) verification).evidence(),
                    new Request(body, found.get().place(), client));
        } catch (AskingClient.NotAuthenticatedException e) {
            return Replies.notThatClient();
        } catch (MalformedException e) {
            return Replies.json(Refusal.MALFORMED.status(), e.getMessage());
        } catch (Body.TooLongException e) {
            return Replies.json(413, "The body is too long");
        } catch (StoreUnavailableException e) {
            undo.run();
            return Replies.refusal(Refusal.UNAVAILABLE);
        }
    }

    /** Answers a request without a body, for reverse proxies. */
    Response withCookieProof(Function<DeviceEvidence, Response> accepted) {
        try {
            Optional<Found> found = ProofFields.of(headers).cookies(headers).find();
            if (found.isEmpty()) {
                return Replies.challenge(Refusal.MISSING);
            }
            Optional<TokenContext> original = gateway.requestPolicy().originalRequestTrusted()
                    ? new OriginalRequest(headers).context()
                    : Optional.empty();
            Verification verification = verify(found.get(), TokenUse.proxied(original));
            return verification instanceof Proven proven
                    ? accepted.apply(proven.evidence())
                    : Replies.challenge(((Refused) verification).refusal());
        } catch (MalformedException e) {
            return Replies.challenge(Refusal.MALFORMED);
        } catch (StoreUnavailableException e) {
            undo.run();
            return Replies.challenge(Refusal.UNAVAILABLE);
        }
    }

    /** Acts on a good proof and ignores everything else. */
    void quietly(InputStream in, String endpoint, Consumer<DeviceEvidence> action) throws IOException {
        try {
            Body body = Body.read(in, request);
            ProofFields fields = ProofFields.of(headers).json(body.json()).form(body.form());
            Optional<Found> found = fields.find();
            if (found.isPresent()) {
                verify(found.get(), TokenUse.ofGateway(own(endpoint, body)))
                        .proven()
                        .ifPresent(action);
            }
        } catch (MalformedException | Body.TooLongException e) {
            // What is not a proof changes nothing here, as documented.
        } catch (StoreUnavailableException e) {
            undo.run();
        }
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
        String expected = gateway.requestPolicy().wildcard();
        if (expected.isEmpty() || origin.filter(gateway::isKeycloakOrigin).isPresent()) {
            return true;
        }
        String sent = headers.getHeaderString("X-Key-Wildcard");
        return sent != null
                && Hash.same(sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for a form: its bytes are not known, so no token can be bound to them. */
    private static Optional<GatewayRequest> own(String endpoint, Body body) {
        return body.bytes().map(bytes -> new GatewayRequest("POST", endpoint, TokenContext.bodyDigest(bytes)));
    }

    private Verification verify(Found found, TokenUse use) throws MalformedException {
        Optional<Origin> origin = origin();
        if (!isWildcardRight(origin)) {
            return new Refused(Refusal.WILDCARD);
        }
        return isTimeRight() ? gateway.verify(found.proof(), use, origin) : new Refused(Refusal.TIME);
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
    private static Optional<TokenContext> stated(Body body) throws MalformedException {
        if (!body.has("method") && !body.has("url") && !body.has("body_digest")) {
            return Optional.empty();
        }
        byte[] digest = body.has("body_digest")
                ? Encoding.fromHex("body_digest", body.text("body_digest", 2 * BODY_DIGEST_BYTES))
                : TokenContext.bodyDigest(new byte[0]);
        return Optional.of(
                TokenContext.request(body.required("method", MAX_METHOD), body.required("url", MAX_URL), digest));
    }
}
