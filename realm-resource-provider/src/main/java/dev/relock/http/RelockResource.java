package dev.relock.http;

import dev.relock.decision.DeviceEvidence;
import dev.relock.gateway.ExchangeReply;
import dev.relock.gateway.RelockGateway;
import dev.relock.gateway.SignInOutcome;
import dev.relock.gateway.SignInRequest;
import dev.relock.http.ProofFields.Place;
import dev.relock.message.ExchangeMessage;
import dev.relock.proof.Refusal;
import dev.relock.protocol.MalformedException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;

/** The endpoints below {@code /realms/{realm}/relock/}. */
public final class RelockResource {
    private static final String SEALED_COOKIE = "__Secure-RELOCK";
    private static final String TRANSACTION = "{transaction: [0-9A-Fa-f]{8}-?[0-9A-Fa-f-]{24,27}}";
    private static final int MAX_USER_LENGTH = 255;

    private final KeycloakSession session;
    private final HttpHeaders headers;
    private final Supplier<RelockGateway> gateway;
    private final Assets assets;
    private final RequestHeaders told;
    private final Guard guard;
    private final ProofRequests proofs;
    private final CrossOrigin crossOrigin;

    RelockResource(KeycloakSession session, Assets assets) {
        this.session = session;
        HttpRequest request = session.getContext().getHttpRequest();
        this.headers = request.getHttpHeaders();
        this.gateway = () -> session.getProvider(RelockGateway.class);
        this.assets = assets;
        this.told = new RequestHeaders(gateway, headers);
        this.guard = new Guard(session);
        this.proofs = new ProofRequests(gateway, request, told, guard);
        this.crossOrigin = new CrossOrigin(gateway.get(), session.getContext());
        crossOrigin.allow();
    }

    /** Pages of other origins ask first. */
    @OPTIONS
    @Path("{endpoint}")
    public Response preflight(@PathParam("endpoint") String endpoint) {
        return crossOrigin.preflight();
    }

    /** The agent; revalidated each time. */
    @GET
    @Path("relock.js")
    public Response script() {
        return assets.agent().asset().answer(headers);
    }

    /** The agent of exactly this version, for subresource integrity; never changes. */
    @GET
    @Path("relock.{version: [0-9A-Za-z.-]+}.js")
    public Response script(@PathParam("version") String version) {
        if (!assets.agent().version().equals(version)) {
            return Replies.json(
                    404, "This gateway serves version " + assets.agent().version());
        }
        return assets.agent().answerForEver();
    }

    /** Script of the pages of a redirect. */
    @GET
    @Path("redirect.js")
    public Response redirectScript() {
        return assets.redirectScript().answer(headers);
    }

    /** Styles of the pages of a redirect. */
    @GET
    @Path("redirect.css")
    public Response redirectStyles() {
        return assets.redirectStyles().answer(headers);
    }

    @POST
    @Path("exchange")
    public Response exchange(InputStream in) throws IOException {
        return guard.answer(
                () -> {
                    ExchangeMessage message = ExchangeMessage.parse(Body.bytes(in));
                    boolean cookies = !crossOrigin.isCrossOrigin();
                    Cookie sealed = cookies ? headers.getCookies().get(SEALED_COOKIE) : null;
                    if (!told.isWildcardRight(Optional.of(message.origin()))) {
                        return Replies.json(401, "This origin may not use the gateway");
                    }
                    ExchangeReply reply =
                            gateway.get().exchange(message, told.origin(), sealed == null ? null : sealed.getValue());
                    return Replies.exchange(cookies ? reply : reply.withoutCookies());
                },
                Replies.problems(400));
    }

    @POST
    @Path("login")
    public Response login(InputStream in) throws IOException {
        return proofs.withProof(in, "login", this::askingClient, (evidence, request) -> {
            String user = request.body().text("user", MAX_USER_LENGTH);
            SignInRequest signIn = new SignInRequest(
                    user, told.accessToken(), told.origin(), cookieMayCount(request), request.client());
            SignInOutcome outcome = gateway.get().signIn(evidence, signIn);
            return switch (outcome) {
                case SIGNED_IN -> Replies.json(200, "OK");
                case NOT_PROVEN -> Replies.json(401, "Nothing proves who the user is");
                case ENDED -> Replies.refusal(Refusal.ENDED);
            };
        });
    }

    private Optional<ClientModel> askingClient(Body body) throws AskingClient.NotAuthenticatedException {
        return AskingClient.of(session, body);
    }

    private boolean cookieMayCount(ProofRequests.Request request) {
        String site = headers.getHeaderString("Sec-Fetch-Site");
        return request.body().isJson()
                && (request.place() == Place.HEADER || request.place() == Place.JSON)
                && (site == null || site.equals("same-origin"));
    }

    @POST
    @Path("logout")
    public Response logout(InputStream in) throws IOException {
        return proofs.withProof(in, "logout", ProofRequests.Clients::none, (evidence, request) -> {
            boolean forget = request.body().json().path("forget").asBoolean(false);
            gateway.get().signOut(evidence, forget);
            return Replies.json(200, "OK");
        });
    }

    @POST
    @Path("confirm")
    public Response confirm(InputStream in) throws IOException {
        return proofs.withStatedProof(in, "confirm", this::askingClient, (evidence, request) -> {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("authenticated", gateway.get().isAuthenticated(evidence));
            facts.put("device_id", evidence.device().value());
            request.client()
                    .ifPresent(client -> gateway.get()
                            .signedIn(evidence)
                            .ifPresent(owner -> facts.putAll(new OwnerFacts(session, client).of(owner))));
            gateway.get().greet(evidence).ifPresent(proof -> {
                facts.put("X-Key-Token", proof.token());
                facts.put("X-Key-Signature", proof.signature());
            });
            if (request.body().json().has("nonce")) {
                gateway.get()
                        .confirmation(evidence, ConfirmationRequest.question(request))
                        .ifPresent(statement -> facts.put("statement", statement));
            }
            return Replies.json(200, "OK", facts);
        });
    }

    /** For nginx {@code auth_request}, Traefik ForwardAuth, Envoy ext_authz. */
    @GET
    @Path("auth")
    public Response auth() throws IOException {
        return answerProxy();
    }

    /** Envoy asks by the method of the original request. */
    @POST
    @Path("auth")
    public Response authOfPost() throws IOException {
        return answerProxy();
    }

    @PUT
    @Path("auth")
    public Response authOfPut() throws IOException {
        return answerProxy();
    }

    @PATCH
    @Path("auth")
    public Response authOfPatch() throws IOException {
        return answerProxy();
    }

    @DELETE
    @Path("auth")
    public Response authOfDelete() throws IOException {
        return answerProxy();
    }

    private Response answerProxy() throws IOException {
        return proofs.withCookieProof(evidence -> Response.ok("", MediaType.TEXT_PLAIN_TYPE)
                .header("X-Relock-Device", evidence.device().value())
                .header("X-Relock-Authenticated", gateway.get().isAuthenticated(evidence))
                .header("Cache-Control", "no-store")
                .build());
    }

    /** With proof it erases the device; without one it changes nothing here, and the page forgets on its own. */
    @POST
    @Path("clear")
    public Response clear(InputStream in) throws IOException {
        return proofs.quietly(in, "clear", evidence -> gateway.get().clear(evidence), Replies.json(200, "OK"));
    }

    @POST
    @Path("view")
    public Response view(InputStream in) throws IOException {
        return proofs.quietly(in, "view", evidence -> {}, Response.noContent().build());
    }

    @POST
    @Path("close")
    public Response close(InputStream in) throws IOException {
        return proofs.quietly(
                in,
                "close",
                evidence -> gateway.get().closeTab(evidence),
                Response.noContent().build());
    }

    /** Where the link of a mail leads that removes a browser. */
    @Path("remove")
    public RemovalPage removal() {
        return new RemovalPage(session, () -> gateway.get().removal());
    }

    /** Where the link of a mail leads that makes a browser trusted. */
    @Path("trust")
    public TrustPage trust() {
        return new TrustPage(session, gateway.get().mailedBinding());
    }

    /** For applications that cannot run the agent: where they send a browser, through their own reverse proxy. */
    @Path("gateway/{transaction}")
    public RedirectPage redirect() {
        return new RedirectPage(session, gateway, told, guard);
    }

    /** The same on Keycloak's own host. */
    @Path(TRANSACTION)
    public RedirectPage simpleRedirect() {
        return redirect();
    }

    /** What an endpoint does once the proof is good. */
    interface Accepted {
        Response answer(DeviceEvidence evidence, ProofRequests.Request request) throws MalformedException;
    }
}
