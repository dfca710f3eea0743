package dev.relock.http;

import dev.relock.decision.DeviceEvidence;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.TokenUse;
import dev.relock.gateway.TokenUse.GatewayRequest;
import dev.relock.gateway.Verification;
import dev.relock.gateway.Verification.Proven;
import dev.relock.gateway.Verification.Refused;
import dev.relock.http.Guard.Problem;
import dev.relock.http.ProofFields.Found;
import dev.relock.http.ProofFields.Place;
import dev.relock.http.RelockResource.Accepted;
import dev.relock.proof.DeviceProof;
import dev.relock.proof.Refusal;
import dev.relock.protocol.MalformedException;
import dev.relock.protocol.Origin;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;

/** The way of every request that carries a proof: find it, verify it, then answer. */
final class ProofRequests {
    private final Supplier<RelockGateway> gateway;
    private final HttpRequest request;
    private final HttpHeaders headers;
    private final RequestHeaders told;
    private final Guard guard;

    ProofRequests(Supplier<RelockGateway> gateway, HttpRequest request, RequestHeaders told, Guard guard) {
        this.gateway = gateway;
        this.request = request;
        this.headers = request.getHttpHeaders();
        this.told = told;
        this.guard = guard;
    }

    /**
     * A request whose proof was good.
     *
     * @param proof as it came
     * @param place where it was
     * @param client the confidential client that asks, if one has authenticated
     */
    record Request(Body body, DeviceProof proof, Place place, Optional<ClientModel> client) {}

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

    /**
     * Answers a request that must carry a proof, to this endpoint. A client that authenticates acts for devices of its own web
     * origins only.
     */
    Response withProof(InputStream in, String endpoint, Clients clients, Accepted accepted) throws IOException {
        return withProof(in, body -> TokenUse.ofGateway(own(endpoint, body)), clients, accepted);
    }

    /**
     * Answers a question about a proof: for the request that the body states by method, URL and body digest, if it does. A
     * client that authenticates learns only of devices of its own web origins.
     */
    Response withStatedProof(InputStream in, String endpoint, Clients clients, Accepted accepted) throws IOException {
        return withProof(
                in,
                body -> {
                    Optional<TokenContext> stated = ConfirmationRequest.stated(body);
                    return stated.isPresent() ? TokenUse.stated(stated.get()) : TokenUse.unstated(own(endpoint, body));
                },
                clients,
                accepted);
    }

    private Response withProof(InputStream in, Use use, Clients clients, Accepted accepted) throws IOException {
        return guard.answer(() -> answer(in, use, clients, accepted), Replies.problems(Refusal.MALFORMED.status()));
    }

    private Response answer(InputStream in, Use use, Clients clients, Accepted accepted)
            throws IOException, MalformedException, Body.TooLongException {
        Body body = Body.read(in, request);
        ProofFields fields =
                ProofFields.of(headers).json(body.json()).form(body.form()).cookies(headers);
        Optional<Found> found = fields.find();
        if (found.isEmpty()) {
            return Replies.refusal(Refusal.MISSING);
        }
        try {
            Optional<ClientModel> client = clients.asking(body);
            Verification verification = verify(found.get(), use.of(body).askedBy(client));
            if (verification instanceof Refused refused) {
                return Replies.refusal(refused.refusal());
            }
            return accepted.answer(
                    ((Proven) verification).evidence(),
                    new Request(body, found.get().proof(), found.get().place(), client));
        } catch (AskingClient.NotAuthenticatedException e) {
            return Replies.notThatClient();
        }
    }

    /** Answers a request without a body, for reverse proxies. */
    Response withCookieProof(Function<DeviceEvidence, Response> accepted) throws IOException {
        return guard.answer(
                () -> {
                    Optional<Found> found =
                            ProofFields.of(headers).cookies(headers).find();
                    if (found.isEmpty()) {
                        return Replies.challenge(Refusal.MISSING);
                    }
                    Optional<TokenContext> original =
                            gateway.get().requestPolicy().originalRequestTrusted()
                                    ? new OriginalRequest(headers).context()
                                    : Optional.empty();
                    Verification verification = verify(found.get(), TokenUse.proxied(original));
                    return verification instanceof Proven proven
                            ? accepted.apply(proven.evidence())
                            : Replies.challenge(((Refused) verification).refusal());
                },
                (problem, message) ->
                        Replies.challenge(problem == Problem.MALFORMED ? Refusal.MALFORMED : Refusal.UNAVAILABLE));
    }

    /** Acts on a good proof; what is none changes nothing, and is answered alike. */
    Response quietly(InputStream in, String endpoint, Consumer<DeviceEvidence> action, Response always)
            throws IOException {
        return guard.answer(
                () -> {
                    Body body = Body.read(in, request);
                    ProofFields fields =
                            ProofFields.of(headers).json(body.json()).form(body.form());
                    Optional<Found> found = fields.find();
                    if (found.isPresent()) {
                        verify(found.get(), TokenUse.ofGateway(own(endpoint, body)))
                                .proven()
                                .ifPresent(action);
                    }
                    return always;
                },
                (problem, message) -> always);
    }

    /** Empty for a form: its bytes are not known, so no token can be bound to them. */
    private static Optional<GatewayRequest> own(String endpoint, Body body) {
        return body.bytes().map(bytes -> new GatewayRequest("POST", endpoint, TokenContext.bodyDigest(bytes)));
    }

    private Verification verify(Found found, TokenUse use) throws MalformedException {
        Optional<Origin> origin = told.origin();
        if (!told.isWildcardRight(origin)) {
            return new Refused(Refusal.WILDCARD);
        }
        return told.isTimeRight() ? gateway.get().verify(found.proof(), use, origin) : new Refused(Refusal.TIME);
    }
}
