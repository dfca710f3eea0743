package dev.relock.testenv.client;

import com.nimbusds.jwt.JWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.relock.testenv.keycloak.DemoRealm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small web application whose users sign in through Keycloak, and which then shows the claims it got. */
public final class DemoClient implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final URI url;
    private final RelyingParty relyingParty;
    private final Sessions sessions;
    private final Pages pages = new Pages();

    private DemoClient(int port, URI url, URI issuer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo client cannot listen on port " + port, e);
        }
        this.url = url;
        relyingParty = new RelyingParty(issuer, DemoRealm.CLIENT_ID, DemoRealm.CLIENT_SECRET, url.resolve("/callback"));
        sessions = new Sessions(port);
        route("/", this::home);
        route("/sign-in", this::signIn);
        route("/callback", this::callback);
        route("/sign-out", this::signOut);
        route("/otp", new OtpDesk(pages)::show);
        server.setExecutor(workers);
        server.start();
    }

    /** Serves at {@code http://localhost:<port>}. */
    public static DemoClient start(int port, URI issuer) {
        return startBehind(URI.create("http://localhost:" + port), port, issuer);
    }

    /** Serves at {@code port}, but its users come through a proxy at {@code url}. */
    public static DemoClient startBehind(URI url, int port, URI issuer) {
        return new DemoClient(port, url, issuer);
    }

    /** Where its users find it. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void home(HttpExchange exchange) throws IOException, SignInException {
        if (!exchange.getRequestURI().getPath().equals("/")) {
            pages.send(exchange, 404, "failed", Map.of("message", "There is no such page."));
            return;
        }
        Optional<JWT> idToken = sessions.signedIn(exchange);
        if (idToken.isEmpty()) {
            pages.send(exchange, 200, "welcome", Map.of());
            return;
        }
        Claims claims = Claims.of(idToken.get());
        pages.send(
                exchange,
                200,
                "claims",
                Map.of("user", claims.userName(), "onTheSignIn", claims.onTheSignIn(), "claims", claims.rows()));
    }

    private void signIn(HttpExchange exchange) throws IOException, SignInException {
        RelyingParty.Departure departure = relyingParty.begin();
        sessions.depart(exchange, departure);
        redirect(exchange, departure.destination());
    }

    private void callback(HttpExchange exchange) throws IOException, SignInException {
        RelyingParty.Departure departure = sessions.comeBack(exchange)
                .orElseThrow(() -> new SignInException("This browser has not begun a sign-in"));
        sessions.signIn(exchange, relyingParty.finish(departure, url.resolve(exchange.getRequestURI())));
        redirect(exchange, url.resolve("/"));
    }

    private void signOut(HttpExchange exchange) throws IOException, SignInException {
        Optional<JWT> idToken = sessions.signOut(exchange);
        redirect(
                exchange,
                idToken.isPresent() ? relyingParty.signOut(idToken.get(), url.resolve("/")) : url.resolve("/"));
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException, SignInException;
    }

    private void route(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (SignInException e) {
                pages.send(exchange, 400, "failed", Map.of("message", e.getMessage()));
            }
        });
    }

    private static void redirect(HttpExchange exchange, URI to) throws IOException {
        exchange.getResponseHeaders().set("Location", to.toString());
        exchange.sendResponseHeaders(303, -1);
    }
}
