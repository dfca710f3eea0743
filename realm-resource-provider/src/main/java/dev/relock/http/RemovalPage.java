package dev.relock.http;

import dev.relock.gateway.DeviceRemoval;
import dev.relock.gateway.DeviceRemoval.Target;
import dev.relock.protocol.MalformedException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;

/**
 * The page behind the link of a mail. Opening it changes nothing, for mail scanners open links too: its one button removes
 * the browser. There is nothing to forge: whoever has the key may do this one thing, and nobody can without it.
 */
public final class RemovalPage {
    private static final String TEMPLATE = "relock-removal.ftl";
    private static final int MAX_KEY_LENGTH = 4096;

    private final KeycloakSession session;
    private final HttpRequest request;
    private final Supplier<DeviceRemoval> removal;

    RemovalPage(KeycloakSession session, Supplier<DeviceRemoval> removal) {
        this.session = session;
        this.request = session.getContext().getHttpRequest();
        this.removal = removal;
    }

    /** What opening the link shows; changes nothing. */
    @GET
    public Response ask(@QueryParam(Constants.TOKEN) String key) {
        Optional<Target> target = Optional.ofNullable(key)
                .filter(given -> given.length() <= MAX_KEY_LENGTH)
                .flatMap(removal.get()::find);
        return target.map(found ->
                        page("ask", found).setAttribute("relockKey", key).createForm(TEMPLATE))
                .orElseGet(this::notGood);
    }

    /** The button of the page. */
    @POST
    public Response remove(InputStream in) throws IOException {
        try {
            String key = Body.read(in, request).text(Constants.TOKEN, MAX_KEY_LENGTH);
            return removal.get()
                    .remove(key)
                    .map(removed -> page("done", removed).createForm(TEMPLATE))
                    .orElseGet(this::notGood);
        } catch (MalformedException | Body.TooLongException e) {
            return notGood();
        }
    }

    /** Forged, used and expired links look the same. */
    private Response notGood() {
        return Response.fromResponse(session.getProvider(LoginFormsProvider.class)
                        .setAttribute("relockRemoval", "void")
                        .createForm(TEMPLATE))
                .status(Response.Status.GONE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private LoginFormsProvider page(String step, Target target) {
        return session.getProvider(LoginFormsProvider.class)
                .setUser(target.owner())
                .setResponseHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .setAttribute("relockRemoval", step)
                .setAttribute("relockLabel", target.label());
    }
}
