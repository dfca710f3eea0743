package dev.relock.http;

import dev.relock.decision.DeviceEvidence;
import dev.relock.gateway.RelockGateway;
import dev.relock.http.Guard.Problem;
import dev.relock.http.ProofFields.Found;
import dev.relock.proof.DeviceProof;
import dev.relock.protocol.MalformedException;
import dev.relock.redirect.ReturnForm;
import dev.relock.redirect.ReturnRoutes;
import dev.relock.redirect.Transaction;
import dev.relock.token.TokenContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;

/**
 * The way of a browser whose application cannot run the agent: a page on which the agent exchanges keys and proves the
 * browser, then a form back to the application. What goes wrong on the way is a new browser, never an error.
 */
public final class RedirectPage {
    private static final String CLIENT = "client_id";
    private static final int MAX_CLIENT_ID = 255;
    private static final int MAX_PROOF = 2 * 256;

    private final Supplier<RelockGateway> gateway;
    private final HttpRequest request;
    private final RequestHeaders told;
    private final Guard guard;
    private final RedirectView view;

    RedirectPage(KeycloakSession session, Supplier<RelockGateway> gateway, RequestHeaders told, Guard guard) {
        this.gateway = gateway;
        this.request = session.getContext().getHttpRequest();
        this.told = told;
        this.guard = guard;
        this.view = new RedirectView(session);
    }

    /** Changes nothing: the transaction ends when the form comes back. */
    @GET
    public Response ask(@PathParam("transaction") String transaction, @QueryParam(CLIENT) String clientId)
            throws IOException {
        return guard.answer(
                () -> {
                    Transaction asked = Transaction.parse(transaction);
                    return routes(clientId)
                            .map(routes -> view.ask(Map.of(
                                    "relockClient", routes.audience(),
                                    "relockTransaction", asked.toString())))
                            .orElseGet(() -> view.refuse(404));
                },
                (problem, message) -> refuse(problem));
    }

    /** The form of that page. */
    @POST
    public Response answer(
            InputStream in, @PathParam("transaction") String transaction, @QueryParam(CLIENT) String clientId)
            throws IOException {
        return guard.answer(
                () -> {
                    Transaction asked = Transaction.parse(transaction);
                    Optional<ReturnRoutes> routes = routes(clientId);
                    return routes.isEmpty() ? view.refuse(404) : end(routes.get(), asked, Body.read(in, request));
                },
                (problem, message) -> refuse(problem));
    }

    private Response end(ReturnRoutes routes, Transaction asked, Body body) {
        return gateway.get()
                .redirects()
                .end(routes, asked, evidence(body, routes, asked), next(body))
                .map(this::send)
                .orElseGet(() -> view.refuse(410));
    }

    private Response refuse(Problem problem) {
        return view.refuse(
                switch (problem) {
                    case MALFORMED -> 400;
                    case TOO_LONG -> 413;
                    case UNAVAILABLE -> 503;
                    case FAILED -> 500;
                });
    }

    private Response send(ReturnForm form) {
        return view.send(Map.of("relockRoute", form.route().toString(), "relockFields", form.fields()));
    }

    private Optional<ReturnRoutes> routes(String clientId) {
        String named = clientId == null ? "" : clientId;
        return named.length() > MAX_CLIENT_ID
                ? Optional.empty()
                : gateway.get().redirects().routes(named);
    }

    private Optional<DeviceEvidence> evidence(Body body, ReturnRoutes routes, Transaction asked) {
        try {
            Optional<Found> found =
                    ProofFields.of(request.getHttpHeaders()).form(body.form()).find();
            TokenContext context = TokenContext.redirect(routes.audience(), asked.toString());
            return found.isEmpty()
                    ? Optional.empty()
                    : gateway.get()
                            .verify(found.get().proof(), context, told.origin())
                            .proven()
                            .filter(proven -> told.isWildcardRight(Optional.of(proven.origin())));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static Optional<DeviceProof> next(Body body) {
        try {
            return Optional.of(DeviceProof.parse(
                    body.text("X-Key-Next-Token", MAX_PROOF),
                    body.text("X-Key-Next-Signature", MAX_PROOF),
                    body.text(DeviceProof.SESSION, MAX_PROOF)));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
