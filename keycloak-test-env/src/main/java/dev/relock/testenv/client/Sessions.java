package dev.relock.testenv.client;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.Identifier;
import com.sun.net.httpserver.HttpExchange;
import java.net.HttpCookie;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in to the demo client, by a cookie of each browser; kept in memory. */
final class Sessions {
    // Cookies know no ports: the port in the name keeps two demo clients on localhost apart.
    private final String cookie;
    private final Map<String, RelyingParty.Departure> departures = new ConcurrentHashMap<>();
    private final Map<String, JWT> idTokens = new ConcurrentHashMap<>();

    Sessions(int port) {
        this.cookie = "relock_demo_" + port;
    }

    void depart(HttpExchange exchange, RelyingParty.Departure departure) {
        departures.put(start(exchange), departure);
    }

    Optional<RelyingParty.Departure> comeBack(HttpExchange exchange) {
        return id(exchange).map(departures::remove);
    }

    /** Under a new id, so that nobody can have planted it. */
    void signIn(HttpExchange exchange, JWT idToken) {
        idTokens.put(start(exchange), idToken);
    }

    Optional<JWT> signedIn(HttpExchange exchange) {
        return id(exchange).map(idTokens::get);
    }

    Optional<JWT> signOut(HttpExchange exchange) {
        return id(exchange).map(idTokens::remove);
    }

    private String start(HttpExchange exchange) {
        String id = new SessionId().getValue();
        exchange.getResponseHeaders().add("Set-Cookie", cookie + "=" + id + "; Path=/; HttpOnly; SameSite=Lax");
        return id;
    }

    private Optional<String> id(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> List.of(header.split(";\\s*")).stream())
                .flatMap(pair -> HttpCookie.parse(pair).stream())
                .filter(each -> each.getName().equals(cookie))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** 256 random bits. */
    private static final class SessionId extends Identifier {
        @Override
        public boolean equals(Object other) {
            return other instanceof SessionId that && getValue().equals(that.getValue());
        }

        @Override
        public int hashCode() {
            return getValue().hashCode();
        }
    }
}
